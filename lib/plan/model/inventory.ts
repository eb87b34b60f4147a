/** One object that was applied, as an API server names it. */
export interface InventoryEntry {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for what stands in no namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** One room of lib/. What the words mean stands in rooms.js. */
export interface Room {
  readonly name: string;
  readonly published?: boolean;
  readonly beside?: string;
  readonly assembliesOnly?: boolean;
  readonly files?: true | readonly string[];
  readonly programs?: true | readonly string[];
  readonly surroundings?: boolean;
}

export const rooms: readonly Room[];

import { objectsAt, textAt } from '../../core';
import { tryJson } from '../run/try-json';

/** A node as the API server knows it. */
export interface NodeStatus {
  readonly name: string;
  /** The kubelet's release, `v1.36.4`. */
  readonly version: string;
  readonly isReady: boolean;
}

/** Reads `kubectl get nodes -o json`. */
export function parseNodes(text: string): readonly NodeStatus[] {
  return objectsAt(tryJson(text), 'items').map((node) => ({
    name: textAt(node, 'metadata', 'name') ?? '',
    version: textAt(node, 'status', 'nodeInfo', 'kubeletVersion') ?? '',
    isReady: objectsAt(node, 'status', 'conditions').some(
      (condition) => condition['type'] === 'Ready' && condition['status'] === 'True',
    ),
  }));
}

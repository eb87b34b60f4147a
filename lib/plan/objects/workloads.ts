import { textAt } from '../../core';
import type { ObjectResource } from '../../assembly';

/** Whether an object keeps pods running, and changes them for others of a newer template. */
export function isWorkload({ spec: { apiVersion, kind } }: ObjectResource): boolean {
  return apiVersion.startsWith('apps/') && ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind);
}

/** Its pods take a newer template only as somebody deletes them; kubectl refuses to wait for that. */
export function waitsForHand({ spec }: ObjectResource): boolean {
  return textAt(spec, 'spec', 'updateStrategy', 'type') === 'OnDelete';
}

/** Parts of what a host has, and how much of each is kept back. */
type Steps = readonly (readonly [upTo: number, share: number])[];

/**
 * What is kept back for the kubelet and the runtime by the size of a host, as GKE does it:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes#resource_reservations
 */
const cpuSteps: Steps = [
  [1, 0.06],
  [2, 0.01],
  [4, 0.005],
  [Infinity, 0.0025],
];

/** In GiB. */
const memorySteps: Steps = [
  [4, 0.25],
  [8, 0.2],
  [16, 0.1],
  [128, 0.06],
  [Infinity, 0.02],
];

/** Of which nobody said how large it is: what the smallest host of the same table would keep back. */
const unknownSize = { cpus: 1, memoryMebibytes: 1024 };

/** What the kubelets of hosts of one size keep back, in Kubernetes' quantities. */
export function nodeReservation({ cpus, memoryMebibytes } = unknownSize): {
  readonly cpu: string;
  readonly memory: string;
} {
  const cpu = Math.ceil(sum(cpuSteps, cpus) * 1000);
  const memory = Math.ceil(sum(memorySteps, memoryMebibytes / 1024) * 1024);
  return { cpu: `${String(cpu)}m`, memory: `${String(memory)}Mi` };
}

function sum(steps: Steps, amount: number): number {
  let [total, from] = [0, 0];
  for (const [upTo, share] of steps) {
    total += Math.max(0, Math.min(amount, upTo) - from) * share;
    from = upTo;
  }
  return total;
}

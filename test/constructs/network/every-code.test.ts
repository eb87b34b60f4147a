import { everyCode, synthesizing, type Program } from '../../every-code';
import { labIn, withoutPods } from './lab';

const declaring =
  (nodePrefix: number, isUsed = true): Program =>
  (app) => {
    labIn(app, { network: withoutPods({ nodePrefix }) ?? {}, ...(!isUsed && { attach: false }) });
  };

everyCode<Program>(
  'constructs/network',
  {
    // flannel itself refuses what the checks tell of.
    'network-invalid': { fault: declaring(31), neighbour: declaring(30), also: ['flannel-range'] },
    'network-unused': { fault: declaring(24, false), neighbour: declaring(24) },
  },
  synthesizing,
);

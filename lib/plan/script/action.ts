import type { RunAction } from '../../assembly';
import type { Action } from '../model/action';
import { installCertificatesAction, requestCertificatesAction } from './certificates';
import { deliverAction } from './deliver';
import { effectsAction } from './effects';
import type { Fragment } from './fragment';
import { kubeconfigAction, machinesAction, recordAction } from './control-node';
import { applyObjectsAction, clearObjectsAction, deleteObjectsAction, spreadPodsAction } from './objects';
import type { Place } from './place';
import { secretObjectsAction } from './secret-objects';
import { installSecretsAction, issueSecretAction, offerSecretsAction } from './secrets';
import { settleSecretsAction, takeSecretsAction } from './settling';
import { signCertificatesAction } from './signing';
import { words } from './words';

/**
 * The commands of an action, in full: nothing is worked out where they run.
 *
 * @throws Error for what no plan does yet
 */
export function renderAction(action: Action, place: Place): Fragment {
  switch (action.kind) {
    case 'deliver':
      return deliverAction(place, action.resources);
    case 'effects':
      return effectsAction(place, action.resources);
    case 'start':
    case 'stop':
    case 'restart':
    case 'reload':
    case 'enable':
    case 'disable':
    case 'mask':
      return { parts: ['units'], commands: [`unit ${words(action.kind, action.unit)}`] };
    case 'daemon-reload':
      return { parts: ['units'], commands: ['read_units_anew'] };
    case 'run':
      return runAction(action);
    case 'request-certificates':
      return requestCertificatesAction(place, action.certificates);
    case 'sign-certificates':
      return signCertificatesAction(place, action);
    case 'install-certificates':
      return installCertificatesAction(place, action.certificates);
    case 'offer-secrets':
      return offerSecretsAction(place, action.secrets);
    case 'settle-secrets':
      return settleSecretsAction(place, action);
    case 'issue-secret':
      return issueSecretAction(place, action.secret);
    case 'install-secrets':
      return installSecretsAction(place, action);
    case 'take-secrets':
      return takeSecretsAction(place, action.secrets);
    case 'make-machines':
      return machinesAction(place);
    case 'fetch-kubeconfig':
      return kubeconfigAction(place, action.path);
    case 'make-secret-objects':
      return secretObjectsAction(place, action.secrets);
    case 'clear-objects':
      return clearObjectsAction(place, action.objects);
    case 'apply-objects':
      return applyObjectsAction(place, action.objects);
    case 'delete-objects':
      return deleteObjectsAction(action.objects);
    case 'spread-pods':
      return spreadPodsAction(action.pods);
    case 'record-intent':
    case 'record-deployed':
      return recordAction(place, action);
    case 'drain':
    case 'uncordon':
    case 'reboot':
      throw new Error(`No plan has the action "${action.kind}" yet, and ${place.step.id} has it.`);
  }
}

function runAction({ command, creates = '', again, takeBack = [] }: RunAction): Fragment {
  const fresh = `run ${words(creates, ...command)}`;
  if (creates === '') return { parts: ['commands'], commands: [fresh] };
  const resumed = again ? `run_on ${words(creates, ...again)}` : `cannot_go_on ${words(creates, ...takeBack)}`;
  return { parts: ['commands'], commands: [`if is_half_made ${words(creates)}; then ${resumed}; else ${fresh}; fi`] };
}

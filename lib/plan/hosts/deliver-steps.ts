import { type Assembly, type HostView } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Step } from '../model/step';
import { claimsOf, effectiveOn, type HostComponent } from './components';
import { onHost, stepNames } from './step-names';

/** What a host needs to hold before anything is written to it. */
const freeMebibytes = 256;

/**
 * Everything that a host has of its own, and no secrets: first all that it reads, then what starts with it and belongs to no
 * component, such as its firewall and what brings its software.
 */
export function deliverSteps(
  assembly: Assembly,
  host: HostView,
  components: readonly HostComponent[],
): readonly Step[] {
  const { name } = host;
  const resources = [...host.resourcesOf('user'), ...host.resourcesOf('file'), ...host.resourcesOf('unit')];
  const ids = resources.map(({ id }) => id);
  const here = components.filter(({ hosts }) => hosts.includes(host));
  const claimed = new Set(here.flatMap((component) => claimsOf(component, host)).map(({ id }) => id));
  const rest = effectiveOn(host).filter(({ id, kind }) => !claimed.has(id) && kind !== 'certificate');
  const inEffect = rest.filter(({ spec: { effect } }) => effect.kind !== 'none').map(({ id }) => id);
  const started = host
    .resourcesOf('unit')
    .filter(({ id, spec }) => spec.state === 'enabled' && !spec.name.includes('/') && !claimed.has(id))
    .map(({ spec }) => spec.name);
  const makes = assembly.resources[`_hosts/plinth/machine/${name}`];
  return [
    stepOf({
      id: stepNames.deliver(name),
      ...{ phase: 'hosts', move: 'host/deliver', place: onHost(host) },
      title: `Bring ${String(ids.length)} files, units and users to ${name}`,
      reason: 'A host that was booted from its document has them already; any other gets what it lacks.',
      needs: makes?.kind === 'machine' && makes.spec.kind !== 'existing' ? [stepNames.machines] : [],
      precondition: {
        kind: 'all',
        of: [
          { kind: 'identity', host: name },
          { kind: 'space', path: '/var/lib', mebibytes: freeMebibytes },
        ],
      },
      actions: [{ kind: 'deliver', resources: ids }],
      postcondition: { kind: 'delivered', resources: ids },
      inputs: resources.map(resourceDigest),
      undo: { kind: 'irreversible', why: 'What stood there before is not kept.' },
    }),
    stepOf({
      id: stepNames.start(name),
      ...{ phase: 'hosts', move: 'host/start', place: onHost(host) },
      title: `Start what brings software to ${name}, its firewall and its timers`,
      reason: 'Components need their programs, and no port is to be open before the firewall is there.',
      needs: [stepNames.deliver(name)],
      actions: [{ kind: 'effects', resources: inEffect }, ...started.map((unit) => ({ kind: 'start', unit }) as const)],
      postcondition: {
        kind: 'all',
        of: [
          { kind: 'in-effect', resources: inEffect },
          { kind: 'units', units: started },
        ],
      },
      // Units that bring software say themselves how long that may take.
      timeoutSeconds: 1200,
      duration: 'minutes',
    }),
  ];
}

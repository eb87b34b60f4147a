import type { Probe } from '../model/probe';
import { certificatesProbe, requestedProbe } from './certificates';
import { deliveredProbe } from './deliver';
import { inEffectProbe } from './effects';
import { fragments, type Fragment } from './fragment';
import {
  definitionsProbe,
  goneProbe,
  joinedProbe,
  nodesReadyProbe,
  objectsProbe,
  readyProbe,
  spreadProbe,
} from './objects';
import type { Place } from './place';
import { secretObjectsProbe } from './secret-objects';
import { secretsProbe } from './secrets';
import { shellFunction, words } from './words';

/** A question to the place where a step runs, as one function of the shell; those that it calls stand before it. */
export interface ProbeFunctions {
  readonly parts: Fragment['parts'];
  readonly data: readonly string[];
  readonly functions: readonly string[];
}

/** @param name - of the function, without "-" */
export function probeFunctions(name: string, probe: Probe, place: Place): ProbeFunctions {
  const { inner, fragment } = commandsOf(name, probe, place);
  return {
    parts: [...inner.flatMap(({ parts }) => parts), ...fragment.parts],
    data: [...inner.flatMap(({ data }) => data), ...(fragment.data ?? [])],
    functions: [
      ...inner.flatMap(({ functions }) => functions),
      shellFunction(name, [`  ${fragment.commands.join(' &&\n    ')}`]),
    ],
  };
}

interface Rendered {
  readonly inner: readonly ProbeFunctions[];
  readonly fragment: Fragment;
}

function commandsOf(name: string, probe: Probe, place: Place): Rendered {
  if (probe.kind === 'any') {
    const inner = probe.of.map((one, index) => probeFunctions(`${name}_${String(index + 1)}`, one, place));
    const names = inner.map((_, index) => `${name}_${String(index + 1)}`);
    const alternatives = names.map((one, index) => (index === 0 ? one : `or_else ${one}`)).join(' || ');
    return {
      inner,
      fragment: { parts: [], commands: [alternatives === '' ? 'because "nothing can be true"' : alternatives] },
    };
  }
  if (probe.kind === 'all') {
    // Those that have parts of their own become functions of their own.
    const rendered = probe.of.map((one, index) =>
      one.kind === 'all' || one.kind === 'any'
        ? probeFunctions(`${name}_${String(index + 1)}`, one, place)
        : renderProbe(one, place),
    );
    const inner = rendered.flatMap((one) => ('functions' in one ? [one] : []));
    const parts = rendered.map((one, index): Fragment =>
      'functions' in one ? { parts: [], commands: [`${name}_${String(index + 1)}`] } : one,
    );
    const fragment = fragments(parts);
    return { inner, fragment: fragment.commands.length === 0 ? { ...fragment, commands: [':'] } : fragment };
  }
  return { inner: [], fragment: renderProbe(probe, place) };
}

type SimpleProbe = Exclude<Probe, { kind: 'all' | 'any' }>;

/** Commands that must all succeed. */
function renderProbe(probe: SimpleProbe, place: Place): Fragment {
  switch (probe.kind) {
    case 'delivered':
      return deliveredProbe(place, probe.resources);
    case 'in-effect':
      return inEffectProbe(place, probe.resources);
    case 'units':
      return { parts: ['units'], commands: [probe.units.length === 0 ? ':' : `units_active ${words(...probe.units)}`] };
    case 'command':
      return { parts: ['commands'], commands: [`succeeds ${words(...probe.command)}`] };
    case 'exists':
      return { parts: ['commands'], commands: [`exists ${words(probe.path)}`] };
    case 'made':
      return { parts: ['commands'], commands: [`is_made ${words(probe.path)}`] };
    case 'identity':
      return { parts: ['commands'], commands: [`is_host ${words(probe.host)}`] };
    case 'space':
      return { parts: ['commands'], commands: [`has_space ${words(probe.path, String(probe.mebibytes))}`] };
    case 'certificates':
      return certificatesProbe(place, probe.certificates);
    case 'requested':
      return requestedProbe(place, probe.certificates);
    case 'secrets':
      return secretsProbe(place, probe.secrets);
    case 'objects':
      return objectsProbe(place, probe.objects);
    case 'definitions':
      return definitionsProbe(place, probe.names);
    case 'secret-objects':
      return secretObjectsProbe(place, probe.secrets);
    case 'rollout':
    case 'complete':
      return readyProbe(place, probe);
    case 'gone':
      return goneProbe(probe.objects);
    case 'joined':
      return joinedProbe(probe.nodes);
    case 'nodes-ready':
      return nodesReadyProbe(probe.nodes);
    case 'spread':
      return spreadProbe(probe.pods);
    case 'given':
      return { parts: [], commands: ['has_given'] };
    case 'none':
      return { parts: [], commands: [':'] };
  }
}

import { identityParts, type ResourceId } from '../../assembly';
import type { Action } from '../model/action';
import { distinguishedName, extensionsText } from './certificate-names';
import type { Fragment } from './fragment';
import { giverOf, parcelFile, takersOf } from './parcels';
import type { Place } from './place';
import { named } from './resources';
import { withInput, words } from './words';

type Signing = Extract<Action, { kind: 'sign-certificates' }>;

/** Each host's parcel holds what that host asked for, and the authorities that it is to believe. */
export function signCertificatesAction(place: Place, { authorities, requests }: Signing): Fragment {
  const { assembly, plan, step } = place;
  const asked = requests.map(({ host, certificates }) => ({
    host,
    certificates: named(assembly, certificates, 'certificate'),
    from: step.takes.find(({ name }) => giverOf(plan, name) === host)?.name,
    into: step.gives.find(({ name }) => goesTo(place, name, host))?.name,
  }));
  const all = named(assembly, authorities, 'certificate-authority').map(({ id, spec }) => ({ name: nameOf(id), spec }));
  const files = asked.flatMap(({ host, from }) => (from === undefined ? [] : [host, parcelFile(from)]));
  return {
    parts: ['signing'],
    commands: [
      'prepare',
      ...all.map(({ name, spec }) => {
        const signs = asked
          .flatMap(({ certificates }) => certificates)
          .filter((certificate) => certificate.spec.authority === name)
          .map((certificate) => certificate.spec.name);
        const facts = [name, spec.commonName, String(spec.lifetimeDays), [...new Set(signs)].join(' ')];
        return `authority ${words(...facts, ...files)}`;
      }),
      ...asked.flatMap(({ from, into, certificates }) =>
        from === undefined || into === undefined
          ? []
          : [
              `begin_parcel ${words(parcelFile(into), ...all.map(({ name }) => name))}`,
              ...certificates.map(({ spec }) =>
                withInput(
                  `issue ${words(parcelFile(from), spec.name, spec.authority, String(spec.lifetimeDays), distinguishedName(spec))}`,
                  extensionsText(spec),
                ),
              ),
            ],
      ),
      'finish_signing',
    ],
  };
}

function nameOf(id: ResourceId): string {
  return identityParts(id).name;
}

function goesTo({ plan }: Place, parcel: string, host: string): boolean {
  return takersOf(plan, parcel, 'install-certificates').some(
    ({ step }) => step.place.kind === 'host' && step.place.host === host,
  );
}

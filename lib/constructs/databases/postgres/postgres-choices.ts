import { allowedOr, choiceProblems, madeOtherwise, type Report } from '../../../core';
import type { Access } from './access';
import { PostgresBackend } from './postgres-backend';
import type { PostgresClusterProps } from './postgres-props';

const accesses: readonly Access[] = ['owner', 'read-write', 'read-only'];
const policies: readonly NonNullable<PostgresClusterProps['deletionPolicy']>[] = ['retain', 'delete'];

/** Values that the types do not allow, and that arrive all the same. */
export function postgresChoiceProblems(props: PostgresClusterProps): readonly Report[] {
  const { backend, deletionPolicy = 'retain' } = props;
  const given: unknown = backend;
  return [
    ...choiceProblems('deletionPolicy', deletionPolicy, policies),
    ...(given instanceof PostgresBackend
      ? []
      : [madeOtherwise('backend', given, 'PostgresBackend', "Write PostgresBackend.patroni({ version: '4.1' }).")]),
  ];
}

/** The props with a back-end in any case, so that all other findings are found as well. */
export function withBackend(props: PostgresClusterProps): PostgresClusterProps {
  const given: unknown = props.backend;
  return given instanceof PostgresBackend ? props : { ...props, backend: PostgresBackend.patroni({ version: '4.1' }) };
}

/** What is wrong with the access that a role asks for. */
export function accessChoiceProblems(role: string, access: string): readonly Report[] {
  return choiceProblems(`access of the role "${role}"`, access, accesses);
}

/** The access that a role asks for; the least there is for one that nobody knows. */
export function safeAccess(access: Access): Access {
  return allowedOr(access, accesses, 'read-only');
}

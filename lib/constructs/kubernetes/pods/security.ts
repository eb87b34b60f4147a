import type { JsonObject, Report } from '../../../core';
import { rootUser } from './findings';

/**
 * Where a pod is less confined than the Pod Security level "restricted" asks for.
 *
 * Each property switches one default off. A namespace that enforces `restricted` admits only `user`, `group`,
 * `readOnlyRootFilesystem` and the capability NET_BIND_SERVICE: for the others set `podSecurity` on the stack.
 */
export interface SecurityProps {
  /** The user that processes run as. @default - the image's, which must be a number other than 0 */
  readonly user?: number;
  /** The group of processes and of files in volumes. @default - the user's number, where one is given */
  readonly group?: number;
  /** Lets processes write to the image's own files. @default true */
  readonly readOnlyRootFilesystem?: false;
  /** Lets the image's user be root. @default true */
  readonly runAsNonRoot?: false;
  /** Lets processes gain privileges, as `sudo` does. @default false */
  readonly allowPrivilegeEscalation?: true;
  /** Lets processes make every system call. @default 'RuntimeDefault' */
  readonly seccomp?: 'Unconfined';
  /** Linux capabilities that stay. @default - none */
  readonly addCapabilities?: readonly string[];
}

/** The security context of a pod. */
export function podSecurityContext(security: SecurityProps = {}): JsonObject {
  const { user, group = user, runAsNonRoot = true, seccomp = 'RuntimeDefault' } = security;
  return {
    runAsNonRoot,
    ...(user !== undefined && { runAsUser: user }),
    ...(group !== undefined && { runAsGroup: group, fsGroup: group }),
    seccompProfile: { type: seccomp },
  };
}

/** The security context of a container. */
export function containerSecurityContext(security: SecurityProps = {}): JsonObject {
  const { allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, addCapabilities = [] } = security;
  return {
    allowPrivilegeEscalation,
    readOnlyRootFilesystem,
    capabilities: { drop: ['ALL'], ...(addCapabilities.length > 0 && { add: [...addCapabilities] }) },
  };
}

/** A user that the kubelet would refuse to start. */
export function securityProblems(security: SecurityProps = {}): readonly Report[] {
  if (security.user !== 0 || security.runAsNonRoot === false) return [];
  const detail = 'security.user is 0, which is root, and pods run as another user unless they say so.';
  return [{ kind: rootUser, detail, fix: 'Give the user of the image, such as 1000, or add runAsNonRoot: false.' }];
}

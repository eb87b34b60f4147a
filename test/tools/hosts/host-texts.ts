import { bodyText, hostViews, unitPath, type HostView } from '../../../lib/assembly';
// Ignition has no word for sudo, so its documents bring a file that is no resource.
import { sudoersFile } from '../../../lib/assembly/boot/users';
import { everyEnvironment, type OnMinor } from './environments';
import { filledIn } from './secret-values';

/** A text that stands on a host: a file, a unit or a drop-in, or a secret's template with values in it. */
export interface HostText extends OnMinor {
  readonly view: HostView;
  readonly path: string;
  readonly text: string;
}

/** Whom a text is for, for the reader of a problem: `lab 1.36 control-1 /etc/hosts`. */
export function nameOf({ assembly, minor, view, path }: HostText): string {
  return `${assembly.environment.name} ${minor} ${view.name} ${path}`;
}

let found: readonly HostText[] | undefined;

/** Every text of every host of every environment. */
export function everyHostText(): readonly HostText[] {
  found ??= everyEnvironment().flatMap(({ minor, assembly }) =>
    hostViews(assembly).flatMap((view) => textsOf(view).map(([path, text]) => ({ minor, assembly, view, path, text }))),
  );
  return found;
}

function textsOf(view: HostView): readonly (readonly [path: string, text: string])[] {
  const ignites = view.pool.spec.provisioning.kind === 'ignition';
  return [
    ...view.resourcesOf('file').map(({ spec }) => [spec.path, bodyText(spec.body)] as const),
    ...view
      .resourcesOf('unit')
      .flatMap(({ spec: { name, body } }) =>
        body === undefined ? [] : [[unitPath(name), bodyText({ format: 'unit', value: body })] as const],
      ),
    ...view
      .resourcesOf('host-secret')
      .flatMap(({ spec: { path, template } }) => (template ? [[path, filledIn(template)] as const] : [])),
    ...view.resourcesOf('user').flatMap(({ spec }) => {
      const file = ignites ? sudoersFile(spec) : undefined;
      return file ? [[file.path, file.content] as const] : [];
    }),
  ];
}

import { join } from 'node:path';
import { upstream } from '../../../../tools/upstream';
import { linesOf } from '../../host-readers/outcome';
import { run } from '../../run';
import { inFolder } from '../../host-readers/in-folder';
import { kubeadmProblems } from '../../host-readers/kubeadm';
import { strictConfigProblems } from '../../host-readers/strict-config';
import { everyHostText, type HostText } from '../host-texts';
import { distinct, oneByOne, type HostReader } from '../reading';

/** Documents of components, by the types of their minor. */
export const strictConfig: HostReader = (texts) =>
  oneByOne(
    distinct(texts, ({ minor }) => minor),
    ({ text, minor }) => strictConfigProblems(text, minor),
  );

/** Documents of kubeadm, by kubeadm itself and by the types; it looks for the files that they name. */
export const kubeadm: HostReader = (texts) =>
  oneByOne(
    distinct(texts, ({ minor }) => minor),
    async (text) => [
      ...(await strictConfigProblems(text.text, text.minor)),
      ...(await inFolder(filesNamedBy(text), (folder) =>
        kubeadmProblems(
          text.text.replace(discovery, (_, key: string, path: string) => key + join(folder, path)),
          text.minor,
        ),
      )),
    ],
  );

/**
 * What a kubeadm that joins finds the cluster by. It has no command that only reads such a file; this one reads it to call the
 * cluster, which is nowhere.
 */
export const kubeconfig: HostReader = (texts) =>
  oneByOne(
    distinct(texts, ({ minor }) => minor),
    async ({ text, minor }) => {
      const program = await upstream(`kubeadm-${minor}`);
      return inFolder({ kubeconfig: text }, async (folder) => {
        const env = { HTTPS_PROXY: 'http://127.0.0.1:0' };
        const args = ['token', 'list', '--kubeconfig', join(folder, 'kubeconfig')];
        const said = linesOf((await run(program, args, { env })).stderr);
        const called = said.some((line) => line.includes('proxyconnect tcp: dial tcp 127.0.0.1:0'));
        return called ? [] : [...said, 'the cluster was not called'];
      });
    },
  );

const discovery = /(kubeConfigPath: )(\S+)/;

function filesNamedBy({ text, view }: HostText): Readonly<Record<string, string>> {
  const [, , path] = discovery.exec(text) ?? [];
  const file = everyHostText().find((other) => other.view === view && other.path === path);
  return file ? { [file.path]: file.text } : {};
}

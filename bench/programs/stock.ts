import { App, Chart, YamlOutputType } from 'cdk8s';
import { declareStacks, sizeOf } from './objects';

/** The layout that is like Plinth's: a folder for each chart, a file for each object. */
const layouts: Readonly<Record<string, YamlOutputType>> = {
  folders: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  flat: YamlOutputType.FILE_PER_RESOURCE,
};

/** Synthesizes the objects with cdk8s as it is, into `dist` below the working directory. */
export function main([layout = 'folders', ...size]: readonly string[]): void {
  const app = new App({ outdir: 'dist', yamlOutputType: layouts[layout] });
  // The labels that a Plinth stack puts on its objects, so that both write the same.
  declareStacks(sizeOf(size), (id) => {
    const labels = { 'app.kubernetes.io/part-of': id, 'app.kubernetes.io/managed-by': 'plinth' };
    return new Chart(app, id, { namespace: id, labels });
  });
  app.synth();
}

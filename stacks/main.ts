import { App } from '../lib/program';
import { addEnvironments } from './environments';

const app = new App();
addEnvironments(app);
app.synth();

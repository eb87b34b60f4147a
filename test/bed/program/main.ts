// The environment `bed` of stacks/, with the key of this bed and the digests of what was built for it.
import { readFileSync } from 'node:fs';
import { App } from '../../../lib/program';
import { addBed } from '../../../stacks/labs';
import { settingsVariable, type ProgramSettings } from './settings';

const file = process.env[settingsVariable];
if (file === undefined) throw new Error(`${settingsVariable} names no file with the settings of the bed.`);
const { sshKey, digests, provisioning } = JSON.parse(readFileSync(file, 'utf8')) as ProgramSettings;

const app = new App();
addBed(app, { version: '1.36', sshKeys: [sshKey], digests, ...(provisioning && { provisioning }) });
app.synth();

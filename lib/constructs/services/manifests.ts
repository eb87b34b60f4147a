import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiGroup, parseYaml, readSource, YamlError } from '../../assembly';
import {
  captureProvenance,
  findingKinds,
  isJsonObject,
  PlinthError,
  report,
  type Json,
  type JsonObject,
} from '../../core';
import { stackOf } from '../base';
import { manifestInvalid } from './findings';

export interface ManifestsProps {
  /** The file, relative to the folder in which the program runs. */
  readonly file: string;
  /** The SHA-256 of the file that was reviewed. */
  readonly sha256: string;
}

/**
 * Objects that others have written, taken as they are: one object for each document of a file.
 *
 * An object without a namespace gets the stack's. Lists are taken apart.
 */
export class Manifests extends Construct {
  /** Takes in a file of YAML documents. What is wrong with it is a finding; nothing is taken from a file of another digest. */
  static fromFile(scope: Construct, id: string, props: ManifestsProps): Manifests {
    const manifests = new Manifests(scope, id);
    try {
      manifests.#take(props.file, parseYaml(readSource(props.file, props.sha256)));
    } catch (error) {
      manifests.#refuse(props.file, error);
    }
    return manifests;
  }

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    captureProvenance(this);
    stackOf(this);
  }

  /** The object of a kind and name, for a patch. @throws Error when the file has none. */
  object(kind: string, name: string): ApiObject {
    const found = this.node.children
      .filter((child): child is ApiObject => ApiObject.isApiObject(child))
      .find((one) => one.kind === kind && one.metadata.name === name);
    if (!found) throw new Error(`"${this.node.path}" has no ${kind} "${name}"`);
    return found;
  }

  #take(file: string, documents: readonly Json[]): void {
    for (const [index, document] of documents.entries()) {
      for (const item of itemsOf(document)) this.#add(`${file}, document ${String(index + 1)}`, item);
    }
  }

  #add(place: string, item: Json): void {
    const { apiVersion, kind, metadata } = isJsonObject(item) ? item : {};
    const name = isJsonObject(metadata) ? metadata['name'] : undefined;
    if (!isJsonObject(item) || typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') {
      const detail = `${place} is no manifest: it needs apiVersion, kind and metadata.name.`;
      report(this, manifestInvalid, detail, 'Take it out of the file, or give it what is missing.');
      return;
    }
    new ApiObject(this, this.#freeId(item, apiVersion, kind, name), { ...item, apiVersion, kind });
  }

  /** Made of what the object is, so that another order of documents changes nothing. Two of the same are a finding later. */
  #freeId(item: JsonObject, apiVersion: string, kind: string, name: string): string {
    const namespace = isJsonObject(item['metadata']) ? item['metadata']['namespace'] : undefined;
    const parts = [kind, apiGroup(apiVersion), ...(typeof namespace === 'string' ? [namespace] : []), name];
    const id = parts.join(' ');
    let free = id;
    for (let count = 2; this.node.tryFindChild(free); count++) free = `${id} ${String(count)}`;
    return free;
  }

  #refuse(file: string, error: unknown): void {
    if (error instanceof YamlError) {
      report(this, manifestInvalid, `${file}: ${error.message}`, 'Correct the file.');
    } else if (error instanceof PlinthError) {
      for (const { code, detail, fix } of error.findings) {
        const kind = findingKinds().find((known) => known.code === code);
        if (kind) report(this, kind, detail, fix);
      }
    } else throw error;
  }
}

/** The objects of a document: a `List` is taken apart, also one of a kind (`ConfigMapList`), and one inside another. */
function itemsOf(document: Json): readonly Json[] {
  if (!isJsonObject(document)) return [document];
  const { kind, apiVersion, items } = document;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [document];
  const own: JsonObject = kind === 'List' ? {} : { apiVersion: apiVersion ?? '', kind: kind.slice(0, -'List'.length) };
  return (items as readonly Json[]).flatMap((item) => itemsOf(isJsonObject(item) ? { ...own, ...item } : item));
}

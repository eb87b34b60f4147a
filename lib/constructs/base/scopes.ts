import type { IConstruct } from 'constructs';
import type { Environment } from './environment';
import type { Stack } from './stack';

// Symbols and not classes, so that two copies of Plinth understand each other, and so that everything below an environment
// can ask for it without importing its class.
const environment = Symbol.for('plinth.Environment');
const stack = Symbol.for('plinth.Stack');

export function markEnvironment(construct: Environment): void {
  Object.defineProperty(construct, environment, { value: true });
}

export function markStack(construct: Stack): void {
  Object.defineProperty(construct, stack, { value: true });
}

export function isEnvironment(construct: unknown): construct is Environment {
  return typeof construct === 'object' && construct !== null && environment in construct;
}

export function isStack(construct: unknown): construct is Stack {
  return typeof construct === 'object' && construct !== null && stack in construct;
}

/** The environment that a construct stands in. @throws Error when it stands in none. */
export function environmentOf(construct: IConstruct): Environment {
  const found = construct.node.scopes.find(isEnvironment);
  if (!found) throw new Error(`"${construct.node.path}" stands in no Environment: create it under one`);
  return found;
}

/** The innermost stack that a construct stands in. @throws Error when it stands in none. */
export function stackOf(construct: IConstruct): Stack {
  const found = construct.node.scopes.findLast(isStack);
  if (!found) throw new Error(`"${construct.node.path}" stands in no Stack: create it under one`);
  return found;
}

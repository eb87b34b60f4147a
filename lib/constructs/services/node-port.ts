import { sha256 } from '../../core';
import type { Component } from '../base';

/** The range from which the API server gives node ports: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ */
const range = { first: 30_000, last: 32_767 };

/**
 * The port of every node that leads to an exposed component.
 *
 * Drawn from its name, so that it stays when others come and go. Two of one cluster may draw the same: then one is given by hand.
 */
export function nodePortOf(component: Component, given: number | undefined): number {
  if (given !== undefined) return given;
  const name = `${component.stack.namespace}/${component.name}`;
  return range.first + (Number.parseInt(sha256(name).slice(0, 8), 16) % (range.last - range.first + 1));
}

/** Whether the API server takes it. */
export function isNodePort(port: number): boolean {
  return Number.isInteger(port) && port >= range.first && port <= range.last;
}

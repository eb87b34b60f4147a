import type { JsonObject } from '../../../lib/core';
import { readyAddresses } from './name-resolution';

function slice(service: string, endpoints: readonly (readonly [address: string, ready?: boolean])[]): JsonObject {
  return {
    metadata: { namespace: 'guests', labels: { 'kubernetes.io/service-name': service } },
    endpoints: endpoints.map(([address, ready]) => ({
      addresses: [address],
      conditions: { ...(ready !== undefined && { ready }) },
    })),
  };
}

test('a headless service stands for its ready pods, of all its slices', () => {
  const slices = [
    slice('entries', [
      ['10.244.2.3', true],
      ['10.244.2.4', false],
    ]),
    slice('entries', [['10.244.1.3']]),
    slice('visits', [['10.244.1.9', true]]),
  ];

  expect(readyAddresses(slices, 'guests', 'entries')).toEqual(['10.244.1.3', '10.244.2.3']);
  expect(readyAddresses(slices, 'elsewhere', 'entries')).toEqual([]);
});

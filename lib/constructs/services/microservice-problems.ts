import type { Report } from '../../core';
import type { Component } from '../base';
import { containerProblems, resolvePorts, type ResolvedPort, type Volumes } from '../kubernetes';
import { containerSettings, drainSeconds, gracePeriod, type ResolvedMicroservice } from './deployment';
import { exposeProblems } from './exposure';
import { gracePeriodShort, healthMissing, releaseNeedsGap } from './findings';
import type { Image } from './image';
import { metricsProblems } from './metrics';
import { releaseProblems } from './release';
import { scaleProblems } from './scale';
import type { Variant } from './variant';

/** Everything that is wrong with a microservice and that its types do not catch. */
export function microserviceProblems(
  component: Component,
  service: ResolvedMicroservice,
  image: Image | undefined,
  variants: readonly Variant[],
): readonly Report[] {
  const { scale, release, expose, metrics, volumes = {} } = service;
  const ports = resolvePorts(service.ports);
  const containers = variants.flatMap((variant) =>
    containerProblems(containerSettings(component.name, service, variant), component),
  );
  return unique([
    ...containers,
    ...healthProblems(service, ports),
    ...scaleProblems(scale, component.stack.environment.tier),
    ...releaseProblems(release, image),
    ...stopProblems(service),
    ...volumeProblems(service, volumes),
    ...(expose ? exposeProblems(component, expose, ports) : []),
    ...(metrics === undefined ? [] : metricsProblems(component, metrics, ports)),
  ]);
}

/** Two colours have the same mistake once. */
function unique(problems: readonly Report[]): readonly Report[] {
  return [...new Map(problems.map((problem) => [`${problem.kind.code} ${problem.detail}`, problem])).values()];
}

function healthProblems({ health }: ResolvedMicroservice, ports: readonly ResolvedPort[]): readonly Report[] {
  const [port] = ports;
  if (!port || health) return [];
  const detail = `It has the port "${port.name}" and no health: requests would reach it before it can answer.`;
  const fix = `Say how one can tell, health: Health.tcp('${port.name}'), or why one cannot, Health.none('…').`;
  return [{ kind: healthMissing, detail, fix }];
}

function stopProblems(service: ResolvedMicroservice): readonly Report[] {
  const [drain, grace] = [drainSeconds(service), gracePeriod(service).toSeconds()];
  if (drain === 0 || drain < grace) return [];
  const detail = `It drains for ${String(drain)} seconds, and is killed ${String(grace)} seconds after it was asked to stop.`;
  return [{ kind: gracePeriodShort, detail, fix: 'Give it a longer gracePeriod, or a shorter drain.' }];
}

/** With a new pod before an old one goes, both need the volume, and they may be on two nodes. */
function volumeProblems({ release: { strategy } }: ResolvedMicroservice, volumes: Volumes): readonly Report[] {
  const surges =
    strategy.kind === 'blue-green' ||
    (strategy.kind === 'rolling' && Number.parseFloat(String(strategy.maxUnavailable)) === 0);
  if (!surges) return [];
  return Object.entries(volumes).flatMap(([path, { source }]) => {
    if (source.kind !== 'persistent' || (source.access !== 'ReadWriteOnce' && source.access !== 'ReadWriteOncePod'))
      return [];
    const detail = `The volume at "${path}" is ${source.access}; a new pod starts before an old one goes, and on another node it waits for the volume for ever.`;
    return [
      { kind: releaseNeedsGap, detail, fix: 'Write release: Release.recreate(), or use a class with ReadWriteMany.' },
    ];
  });
}

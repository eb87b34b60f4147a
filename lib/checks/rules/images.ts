import { resourcesOf } from '../../assembly';
import { findingKind, objectsAt, textAt } from '../../core';
import { imageName, imagePath, isFrom, type ImageName } from '../facts/image-name';
import type { Pod } from '../facts/pods';
import { quoted } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const references = ['https://kubernetes.io/docs/concepts/containers/images/#image-names'];

const imageLatest = findingKind({
  code: 'image-latest',
  severity: 'error',
  summary: 'an image has no tag, or the tag "latest"',
  references,
  acknowledgeable: true,
});

const imageWithoutDigest = findingKind({
  code: 'image-without-digest',
  severity: 'error',
  summary: 'an image in production is not pinned by a digest',
  references,
  acknowledgeable: true,
});

const imageRegistry = findingKind({
  code: 'image-registry',
  severity: 'error',
  summary: 'an image comes from a registry that the cluster cannot pull from',
  references: [...references, 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/'],
  acknowledgeable: true,
});

/** The images of containers and of image volumes. */
export const images: Rule = {
  kinds: [imageLatest, imageWithoutDigest, imageRegistry],
  check: (context) => {
    for (const pod of context.pods) {
      for (const { spec, field } of pod.containers) checkImage(context, pod, field, textAt(spec, 'image'));
      for (const volume of objectsAt(pod.spec, 'volumes')) {
        const field = `volumes["${textAt(volume, 'name') ?? ''}"]`;
        checkImage(context, pod, field, textAt(volume, 'image', 'reference'));
      }
    }
  },
};

function checkImage(context: RuleContext, pod: Pod, field: string, text: string | undefined): void {
  if (text === undefined || text === '') return;
  const image = imageName(text);
  // Made for a finding only: most images have none.
  const place = (): string => `${context.title(pod.id)}, ${field}: the image "${text}"`;
  if (image.digest === undefined) checkTag(context, pod, place, image);
  const { registries } = context.cluster ?? {};
  if (registries === undefined || registries.some((registry) => isFrom(image, registry))) return;
  context.report(
    imageRegistry,
    pod.id,
    `${place()} comes from "${image.registry}"; nodes of the ${context.clusterTitle} pull from ${quoted(registries)} only.`,
    registries.length === 0
      ? 'Add the registry to the `registries` of the cluster.'
      : `Mirror it and write image: Image.digest('${registries[0] ?? ''}/${image.repository}', 'sha256:...'), or add the registry to the \`registries\` of the cluster.`,
  );
}

function checkTag(context: RuleContext, pod: Pod, place: () => string, image: ImageName): void {
  const { tag } = image;
  if (tag === undefined || tag === 'latest') {
    const lacks = tag === undefined ? 'has no tag, which means "latest"' : 'has the tag "latest"';
    context.report(
      imageLatest,
      pod.id,
      `${place()} ${lacks}: what runs changes without a change here, and two pods may run different code.`,
      `Name a release by its digest: image: Image.digest('${imagePath(image)}', 'sha256:...').`,
    );
  } else if (context.tier === 'production') {
    context.report(
      imageWithoutDigest,
      pod.id,
      `${place()} has a tag and no digest, and the tier is "production": whoever can push the tag "${tag}" changes what runs.`,
      isOfAddOn(context, pod)
        ? `Give '${imagePath(image)}@sha256:...' where the program asks for it: Flannel, PolicyEnforcer, Storage.localPath, HostLoadBalancer.gateway and the \`metrics\` of a cluster take images. Or acknowledge it with a reason.`
        : `Write image: Image.digest('${imagePath(image)}', 'sha256:...'), or let a bot keep the digests and read them with Images.fromFile('images.json', ['cart', ...]).`,
    );
  }
}

/** Their images are not written as those of an author's own components. */
function isOfAddOn({ assembly }: RuleContext, { object: { owner } }: Pod): boolean {
  return resourcesOf(assembly, 'component').some((one) => one.owner === owner && one.spec.type === 'add-on');
}

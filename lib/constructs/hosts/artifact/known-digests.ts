import type { ArtifactName, Architecture } from './upstream-artifacts';

/** What the digests below were taken from, at a fixed commit. */
export const digestSource =
  'https://github.com/kubernetes-sigs/kubespray/blob/005bdce7f1867958838a2d0bb4f7e67893d98f64/roles/kubespray_defaults/vars/main/checksums.yml';

type Digests = Readonly<Record<Architecture, string>>;

/** The SHA-256 of artifacts, by version. What is not here no source gave: users give it themselves. */
export const knownDigests: Readonly<Record<ArtifactName, Readonly<Record<string, Digests>>>> = {
  kubelet: {
    '1.34.4': {
      amd64: '03b8fea715a7ef82eeaf518dee34c72670c57cc7bc40dc1320c04fbf4f15172f',
      arm64: 'c78845473c434ee85a2444eeab87f8b20f524e3ab6854a078f79468f44aad8f5',
    },
    '1.35.1': {
      amd64: 'e7343310e03ff0d424df4397bdfa4468947d6d1f0f93dac586c1e8d6e4086d5d',
      arm64: '73475c6db8fd8a9780b1b378fa2f917875e6146166c24603c1abc6eafd4493a8',
    },
  },
  kubeadm: {
    '1.34.4': {
      amd64: 'b967f1fa0e36621c402d38bb560eb4a943954d5cf5a00e5150842f6f5da73455',
      arm64: 'd8028b7e8c8d6c9b3fc3da6bc88d4d0cfb33df1b4b026a7d6e8c35d1471c9f6e',
    },
    '1.35.1': {
      amd64: '8a7ff344eef1bfba88f9a74b3fdc9ea4448c94f1b3cefb8c0aeeaf1f96e05053',
      arm64: '80097a3c4ef824f4edfe131d2bd429772c4be3a460c42a44f2320164a917de32',
    },
  },
  kubectl: {
    '1.34.4': {
      amd64: 'd50c359d95e0841eaad08ddc27c7be37cba8fdccfba5c8e2ded65e121ff112db',
      arm64: '5b982c0644ab1e27780246b9085a5886651b4a7ed86243acbb2bacc1bea01dda',
    },
    '1.35.1': {
      amd64: '36e2f4ac66259232341dd7866952d64a958846470f6a9a6a813b9117bd965207',
      arm64: '706256e21a4e9192ee62d1a007ac0bfcff2b0b26e92cc7baad487a6a5d08ff82',
    },
  },
  etcd: {
    '3.5.27': {
      amd64: '0aad9a9e4e0817a021e933f9806a2b2960a62f949ad5a3d6436d8886945cb1bc',
      arm64: '1277309f540c5a0329c428f95455c9f76d24f768c8d28fd2753e891c379053fa',
    },
  },
  containerd: {
    '2.1.6': {
      amd64: '4793dc5c1f34ebf8402990d0050f3c294aa3c794cd5a4baa403c1cf10602326d',
      arm64: '88d6e32348c36628c8500a630c6dd4b3cb8c680b1d18dc8d1d19041f67757c6e',
    },
    '2.2.1': {
      amd64: 'f5d8e90ecb6c1c7e33ecddf8cc268a93b9e5b54e0e850320d765511d76624f41',
      arm64: 'dac15a0d412a24be8bfe6a40cec8f51829062725169f1e72ac7d120a891ef5b6',
    },
  },
  runc: {
    '1.3.4': {
      amd64: '5966ca40b6187b30e33bfc299c5f1fe72e8c1aa01cf3fefdadf391668f47f103',
      arm64: 'd6dcab36d1b6af1b72c7f0662e5fcf446a291271ba6006532b95c4144e19d428',
    },
  },
  'cni-plugins': {
    '1.8.0': {
      amd64: 'ab3bda535f9d90766cccc90d3dddb5482003dd744d7f22bcf98186bf8eea8be6',
      arm64: '57ce466fc3b79db1f19b8f4c63e07a1112306efa53c94fe810a2150dd9e07ddb',
    },
  },
  crictl: {
    '1.34.0': {
      amd64: 'a8ff2a3edb37a98daf3aba7c3b284fe0aa5bff24166d896ab9ef64c8913c9f51',
      arm64: 'c31d252e203df5f4cf37f314bd3092eb79087e791631c1e607087c74b6d0423f',
    },
    '1.35.0': {
      amd64: '2e141e5b22cb189c40365a11807d69b76b9b3caced89fac2f4ec879408ce2177',
      arm64: '519071de89b64c43e2a1661bb5489c6c3fd5e9e5fcef75e50e542b0c891f1118',
    },
  },
};

import type { ArtifactName, Architecture } from './upstream-artifacts';

/** Digests of a release, and what they were taken from. */
interface KnownDigests extends Readonly<Record<Architecture, string>> {
  readonly source: string;
}

const kubespray =
  'https://github.com/kubernetes-sigs/kubespray/blob/005bdce7f1867958838a2d0bb4f7e67893d98f64/roles/kubespray_defaults/vars/main/checksums.yml';

const kops = (commit: string, file: string): string =>
  `https://github.com/kubernetes/kops/blob/${commit}/pkg/assets/assetdata/${file}`;
const kubernetes136 = kops('347983e454d2ad9f5dbf80f4b2b42d558976bce6', 'k8s-1.36.yaml');
const containerd23 = kops('02a7816ca0585bfea86ca3016bc52cdc3d761db4', 'containerd-2.3.yaml');
const runc14 = kops('33ba80b38cceb6aa0e95eb85f8bc6a88c7131073', 'runc-1.4.yaml');
const runc15 = kops('17f068050b09ac4d71d4682595df0e6339ab85d5', 'runc-1.5.yaml');
const plugins19 = kops('c11b31c36fcb626ef6047ffe5f44dd7c9e439d2e', 'cni-1.9.yaml');

/** The SHA-256 of artifacts, by version. What is not here no source gave: users give it themselves. */
export const knownDigests: Readonly<Record<ArtifactName, Readonly<Record<string, KnownDigests>>>> = {
  kubelet: {
    '1.34.4': {
      source: kubespray,
      amd64: '03b8fea715a7ef82eeaf518dee34c72670c57cc7bc40dc1320c04fbf4f15172f',
      arm64: 'c78845473c434ee85a2444eeab87f8b20f524e3ab6854a078f79468f44aad8f5',
    },
    '1.35.1': {
      source: kubespray,
      amd64: 'e7343310e03ff0d424df4397bdfa4468947d6d1f0f93dac586c1e8d6e4086d5d',
      arm64: '73475c6db8fd8a9780b1b378fa2f917875e6146166c24603c1abc6eafd4493a8',
    },
    '1.36.3': {
      source: kubernetes136,
      amd64: '46707a53209f826ad0f0d62371ac69cd00e78fd9a8176cf5f6f87f18f7f8b718',
      arm64: '57205a5daf5883873d87b4914e1e00bdd7707acd075714788cfb0fc1f60bc414',
    },
    '1.36.4': {
      source: kubernetes136,
      amd64: 'cf2562db46c48ab84cc3791540778ee7fb1a0a008529adbb434723dd02ed8b4b',
      arm64: 'fd53ea3fcbd077844f50a3c67e9b52f62972a563674956bab0c0f4fb7ea37d50',
    },
  },
  kubeadm: {
    '1.34.4': {
      source: kubespray,
      amd64: 'b967f1fa0e36621c402d38bb560eb4a943954d5cf5a00e5150842f6f5da73455',
      arm64: 'd8028b7e8c8d6c9b3fc3da6bc88d4d0cfb33df1b4b026a7d6e8c35d1471c9f6e',
    },
    '1.35.1': {
      source: kubespray,
      amd64: '8a7ff344eef1bfba88f9a74b3fdc9ea4448c94f1b3cefb8c0aeeaf1f96e05053',
      arm64: '80097a3c4ef824f4edfe131d2bd429772c4be3a460c42a44f2320164a917de32',
    },
    '1.36.3': {
      source: kubernetes136,
      amd64: 'bba1733c701bf70ec74ba1cc3fd5745404c1134a8a4b0a5f8560cc9832023421',
      arm64: '276cfbdc43b10fef663288cc1ed76abf77b1b7f700e9f1c053cb5dc3115484de',
    },
    '1.36.4': {
      source: kubernetes136,
      amd64: '10d054585907f2c8bb823c84f6a66b3bd2a474c3d795475f04e9a44f78650fe6',
      arm64: '6a849c07d3e1c708f5c40f1ac8be03a56124204dfc7e1931e4113634019c0dad',
    },
  },
  kubectl: {
    '1.34.4': {
      source: kubespray,
      amd64: 'd50c359d95e0841eaad08ddc27c7be37cba8fdccfba5c8e2ded65e121ff112db',
      arm64: '5b982c0644ab1e27780246b9085a5886651b4a7ed86243acbb2bacc1bea01dda',
    },
    '1.35.1': {
      source: kubespray,
      amd64: '36e2f4ac66259232341dd7866952d64a958846470f6a9a6a813b9117bd965207',
      arm64: '706256e21a4e9192ee62d1a007ac0bfcff2b0b26e92cc7baad487a6a5d08ff82',
    },
    '1.36.3': {
      source: kubernetes136,
      amd64: 'ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336',
      arm64: '3d86f24401c41ae5a46ac50eef8865fe891d3647d324a0836f6c63757a126e62',
    },
    '1.36.4': {
      source: kubernetes136,
      amd64: '8b8f088da2dab964f853b38464033b1be15ede2839eca751482357c45abdd05a',
      arm64: '0ecf44450ee6063bf19dd166a103ee6df4a9034455c2abce626e6eea657d73fb',
    },
  },
  etcd: {
    '3.5.27': {
      source: kubespray,
      amd64: '0aad9a9e4e0817a021e933f9806a2b2960a62f949ad5a3d6436d8886945cb1bc',
      arm64: '1277309f540c5a0329c428f95455c9f76d24f768c8d28fd2753e891c379053fa',
    },
  },
  containerd: {
    '2.1.6': {
      source: kubespray,
      amd64: '4793dc5c1f34ebf8402990d0050f3c294aa3c794cd5a4baa403c1cf10602326d',
      arm64: '88d6e32348c36628c8500a630c6dd4b3cb8c680b1d18dc8d1d19041f67757c6e',
    },
    '2.2.1': {
      source: kubespray,
      amd64: 'f5d8e90ecb6c1c7e33ecddf8cc268a93b9e5b54e0e850320d765511d76624f41',
      arm64: 'dac15a0d412a24be8bfe6a40cec8f51829062725169f1e72ac7d120a891ef5b6',
    },
    '2.3.4': {
      source: containerd23,
      amd64: '9d68969855fbf676cdb8ed758e420fb048d61f984f61de3e53eddfebe484d168',
      arm64: 'a985fbb7e18fc0362d31a055338f5d7b0e087a3e27f14c70d1c5965399a29f95',
    },
    '2.3.6': {
      source: containerd23,
      amd64: 'df806bb9b86653ebc94822a7076642ff3c3614324dbc1b511bdf75ac1669b762',
      arm64: '6b3d383cc051f0bd7b2303f9034fdc9029f04c237cadb23b5e890a5b68534e05',
    },
  },
  runc: {
    '1.3.4': {
      source: kubespray,
      amd64: '5966ca40b6187b30e33bfc299c5f1fe72e8c1aa01cf3fefdadf391668f47f103',
      arm64: 'd6dcab36d1b6af1b72c7f0662e5fcf446a291271ba6006532b95c4144e19d428',
    },
    '1.4.3': {
      source: runc14,
      amd64: 'f6ae8efc0fa40079e1475e97cbe9d1bd3f106a28d6af78a11d9f1bd565515e60',
      arm64: '633301e2e32f8a5ad54031aab4901eb00308bec677dd15faa2751e8f9dab5ca4',
    },
    '1.5.1': {
      source: runc15,
      amd64: '177df879d50c913eb205e898d5c1c05a18f574053c0ce5524c471208eaf06f6f',
      arm64: 'ca70e7dbd6616ca782a59b5d3ac86909123fdaa9fa3f89dcf29051c70eee7ce9',
    },
  },
  'cni-plugins': {
    '1.8.0': {
      source: kubespray,
      amd64: 'ab3bda535f9d90766cccc90d3dddb5482003dd744d7f22bcf98186bf8eea8be6',
      arm64: '57ce466fc3b79db1f19b8f4c63e07a1112306efa53c94fe810a2150dd9e07ddb',
    },
    '1.9.1': {
      source: plugins19,
      amd64: 'b98f74a0f8522f0a83867178729c1aa70f2158f90c45a2ca8fa791db1c76b303',
      arm64: '56171987d3947707c3563db2f4001bccaf50fd63468611b9f3cbecb1375ee7ec',
    },
  },
  crictl: {
    '1.34.0': {
      source: kubespray,
      amd64: 'a8ff2a3edb37a98daf3aba7c3b284fe0aa5bff24166d896ab9ef64c8913c9f51',
      arm64: 'c31d252e203df5f4cf37f314bd3092eb79087e791631c1e607087c74b6d0423f',
    },
    '1.35.0': {
      source: kubespray,
      amd64: '2e141e5b22cb189c40365a11807d69b76b9b3caced89fac2f4ec879408ce2177',
      arm64: '519071de89b64c43e2a1661bb5489c6c3fd5e9e5fcef75e50e542b0c891f1118',
    },
  },
};

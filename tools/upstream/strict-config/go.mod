// The folders kubernetes-* build this command, each with the modules of its own minor: here stands the oldest one.
module plinth.invalid/upstream/strict-config

go 1.24.0

require (
	k8s.io/api v0.34.10
	k8s.io/apimachinery v0.34.10
	k8s.io/apiserver v0.34.10
	k8s.io/klog/v2 v2.130.1
	k8s.io/kubernetes v1.34.10
	sigs.k8s.io/yaml v1.6.0
)

// Names the modules whose archives hold the schemas that an API server publishes. Nothing is compiled here. One module
// can be required in one version only, so each Kubernetes minor stands under a name of its own.
module plinth.invalid/upstream/schemas

go 1.26.4

require (
	kubernetes.invalid/minor-1.34 v0.0.0
	kubernetes.invalid/minor-1.35 v0.0.0
	kubernetes.invalid/minor-1.36 v0.0.0
	github.com/cloudnative-pg/cloudnative-pg v1.30.0
	sigs.k8s.io/gateway-api v1.6.3
)

replace (
	kubernetes.invalid/minor-1.34 => k8s.io/kubernetes v1.34.4
	kubernetes.invalid/minor-1.35 => k8s.io/kubernetes v1.35.4
	kubernetes.invalid/minor-1.36 => k8s.io/kubernetes v1.36.3
)

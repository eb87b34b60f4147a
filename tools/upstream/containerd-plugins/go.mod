module plinth.invalid/upstream/containerd-plugins

go 1.26.0

require (
	github.com/containerd/containerd/api v1.11.1
	github.com/pelletier/go-toml/v2 v2.2.4
)

require google.golang.org/protobuf v1.36.10 // indirect

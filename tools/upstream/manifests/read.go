// Package manifests reads, from folders of YAML files, the objects that say where pods run and what may reach them.
//
// It refuses what it does not understand: an evaluator that silently skipped a misspelt policy would give a verdict
// about another cluster than the one that is applied.
package manifests

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// Set is what one or more folders of manifests hold.
type Set struct {
	Namespaces map[string]*corev1.Namespace
	Workloads  []Workload
	Policies   []*networkingv1.NetworkPolicy
}

// Workload is a pod, or an object that makes pods from a template.
type Workload struct {
	Namespace, Kind, Name string
	Template              corev1.PodTemplateSpec
}

// String names a workload as verdicts do: namespace/Kind/name.
func (w Workload) String() string {
	return w.Namespace + "/" + w.Kind + "/" + w.Name
}

// Read collects every *.yaml and *.yml file of the given files and folders, in the order of their names.
func Read(paths []string) (*Set, error) {
	set := &Set{Namespaces: map[string]*corev1.Namespace{}}
	if len(paths) == 0 {
		return nil, errors.New("no file or folder of manifests was given")
	}
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isYAML(path) {
				return err
			}
			return set.readFile(path)
		})
		if err != nil {
			return nil, err
		}
	}
	return set, nil
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}

func (s *Set) readFile(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	documents := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && len(bytes.TrimSpace(document)) > 0 {
			err = s.add(document)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

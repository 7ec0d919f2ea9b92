package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// What .goreleaser.yaml names is there, and it is made for all systems that the
// README promises.
func TestRelease(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(projectRoot, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Version int
		Before  struct{ Hooks []string }
		Builds  []struct {
			Main         string
			Goos, Goarch []string
		}
		Archives []struct{ Files []any }
		NFPMs    []struct {
			Formats  []string
			Contents []struct{ Src, Dst string }
		}
		Dockers []struct{ Dockerfile string } `yaml:"dockers_v2"`
	}
	if err := yaml.Unmarshal(raw, &release); err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, b := range release.Builds {
		files = append(files, b.Main)
		if !slices.Equal(b.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(b.Goarch, []string{"amd64", "arm64"}) {
			t.Errorf("built for %v, %v", b.Goos, b.Goarch)
		}
	}
	for _, a := range release.Archives {
		for _, f := range a.Files {
			if name, ok := f.(string); ok {
				files = append(files, name)
			}
		}
	}
	hooks := strings.Join(release.Before.Hooks, "\n")
	for _, p := range release.NFPMs {
		for _, c := range p.Contents {
			if dir, _, made := strings.Cut(strings.TrimPrefix(c.Src, "build/"), "/"); made && strings.HasPrefix(c.Src, "build/") {
				if !strings.Contains(hooks, "build/"+dir) {
					t.Errorf("nothing makes %s", c.Src)
				}
				continue
			}
			files = append(files, c.Src)
		}
	}
	for _, d := range release.Dockers {
		files = append(files, d.Dockerfile)
		text, err := os.ReadFile(filepath.Join(projectRoot, d.Dockerfile))
		if err != nil {
			t.Error(err)
		}
		if strings.Contains(string(text), "RUN ") || !strings.Contains(string(text), "static") {
			t.Errorf("%s has a shell", d.Dockerfile)
		}
	}
	for _, f := range files {
		if _, err := os.Stat(filepath.Join(projectRoot, f)); err != nil {
			t.Error(err)
		}
	}
	if release.Version != 2 || len(release.Builds) == 0 || len(release.NFPMs) == 0 || len(release.Dockers) == 0 {
		t.Error("the configuration is not whole")
	}
}

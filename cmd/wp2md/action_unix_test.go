//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The step of the Action that migrates, run by sh.
func TestAction(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(projectRoot, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct {
			Description string
			Default     *string
		}
		Outputs map[string]struct{ Value string }
		Runs    struct {
			Using string
			Steps []struct {
				ID, Run, Shell, Uses, If string
				Env, With                map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(raw, &action); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(projectRoot, "docs", "action.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range action.Inputs {
		if in.Default == nil || in.Description == "" {
			t.Errorf("input %s lacks a default or a description", name)
		}
		if !bytes.Contains(page, []byte("`"+name+"`")) {
			t.Errorf("docs/action.md lacks %s", name)
		}
	}
	used := regexp.MustCompile(`inputs\.([a-z-]+)`)
	for _, m := range used.FindAllStringSubmatch(string(raw), -1) {
		if _, ok := action.Inputs[m[1]]; !ok {
			t.Errorf("there is no input %s", m[1])
		}
	}
	at := -1
	for i, s := range action.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("step %d: an expression in a script is run, whatever an input holds", i)
		}
		if s.Run != "" && s.Shell == "" || s.Run == "" && s.Uses == "" {
			t.Errorf("step %d is not whole", i)
		}
		if s.ID == "migrate" {
			at = i
		}
	}
	if at < 0 || action.Runs.Using != "composite" {
		t.Fatal("no step migrate")
	}
	step := action.Runs.Steps[at]
	for name, out := range action.Outputs {
		if !strings.Contains(out.Value, "steps.migrate.outputs."+name) || !strings.Contains(step.Run, name+"=") {
			t.Errorf("nothing sets the output %s", name)
		}
	}

	fixtures, err := filepath.Abs(filepath.Join(projectRoot, "fixtures"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		inputs map[string]string
		code   int    // of the step
		output string // code of wp2md
	}{
		{"nothing to look at", map[string]string{"source": "my export.xml", "uploads": fixtures + "/hakanai/uploads", "for": "hugo"}, 0, "0"},
		{"a look", map[string]string{"source": fixtures + "/blog/export.xml"}, 0, "3"},
		{"a look, which fails", map[string]string{"source": fixtures + "/blog/export.xml", "fail-on-review": "true"}, 3, "3"},
		{"no source", map[string]string{"source": "not there.xml"}, 1, "1"},
		{"flags", map[string]string{"source": "my export.xml", "args": "--media\nkeep\n--permalinks\n/:slug/"}, 0, "0"},
		{"an input that would run", map[string]string{"source": "my export.xml", "out": "$(touch ran); touch ran", "media": "keep"}, 0, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			export, err := os.ReadFile(filepath.Join(fixtures, "hakanai", "export.xml"))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "my export.xml"), export, 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", "-e", "-c", step.Run)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+dir, "GITHUB_OUTPUT="+dir+"/output", "GITHUB_STEP_SUMMARY="+dir+"/summary")
			for key, expr := range step.Env {
				name := used.FindStringSubmatch(expr)[1]
				value, ok := c.inputs[name]
				if !ok {
					value = *action.Inputs[name].Default
				}
				cmd.Env = append(cmd.Env, key+"="+value)
			}
			out, err := cmd.CombinedOutput()
			code := 0
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				code = exit.ExitCode()
			} else if err != nil {
				t.Fatal(err)
			}
			if code != c.code {
				t.Errorf("exit code %d, want %d\n%s", code, c.code, out)
			}
			output, _ := os.ReadFile(filepath.Join(dir, "output"))
			if !slices.Contains(strings.Split(string(output), "\n"), "code="+c.output) {
				t.Errorf("outputs: %s", output)
			}
			if _, err := os.Stat(filepath.Join(dir, "ran")); err == nil {
				t.Error("an input was run")
			}
		})
	}
}

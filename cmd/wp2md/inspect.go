package main

import (
	"github.com/spf13/cobra"
)

func newInspect(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "inspect SOURCE..."}
	return cmd
}

//go:build tools

// Package tools pins the version of the Pulumi CLI (docs/decisions/0019).
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

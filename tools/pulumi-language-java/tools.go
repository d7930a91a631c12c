//go:build tools

// Package tools pins the version of Pulumi's Java language host (docs/decisions/0019).
package tools

import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"

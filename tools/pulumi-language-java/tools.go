//go:build tools

// Package tools pins the Java language host of Pulumi: see docs/decisions/0019.
package tools

import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"

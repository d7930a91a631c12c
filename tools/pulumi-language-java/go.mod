module quarterdeck.io/tools/pulumi-language-java

go 1.26

require github.com/pulumi/pulumi-java/pkg v1.22.0

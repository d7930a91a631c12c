package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for the function app. */
final class FunctionRules {
  private static final String APP = "web:WebApp";

  private FunctionRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.value("CKV_AZURE_14", "HTTPS only (function app)", APP, "httpsOnly", true),
        Rule.value(
            "CKV_AZURE_15", "TLS 1.2 at least (web app)", APP, "siteConfig.minTlsVersion", "1.2"),
        Rule.of(
            "CKV_AZURE_16",
            "the app has an identity",
            APP,
            node -> Values.at(node, "identity.userAssignedIdentities") != null),
        Rule.value(
            "CKV_AZURE_17", "requests need a client certificate", APP, "clientCertEnabled", true),
        Rule.value("CKV_AZURE_18", "HTTP 2 (web app)", APP, "siteConfig.http20Enabled", true),
        Rule.of(
            "CKV_AZURE_57",
            "no web page of another origin calls the app (web app)",
            APP,
            node -> Values.at(node, "siteConfig.cors") == null),
        Rule.of(
            "CKV_AZURE_62",
            "no web page of another origin calls the app",
            APP,
            node -> Values.at(node, "siteConfig.cors") == null),
        Rule.value("CKV_AZURE_67", "HTTP 2", APP, "siteConfig.http20Enabled", true),
        Rule.value("CKV_AZURE_70", "HTTPS only", APP, "httpsOnly", true),
        Rule.of(
            "CKV_AZURE_71",
            "the app signs in with a managed identity",
            APP,
            node -> "UserAssigned".equals(Values.at(node, "identity.type"))),
        Rule.of(
            "CKV_AZURE_72",
            "remote debugging is off",
            APP,
            node -> Values.at(node, "siteConfig.remoteDebuggingEnabled") == null),
        Rule.value("CKV_AZURE_145", "TLS 1.2 at least", APP, "siteConfig.minTlsVersion", "1.2"),
        Rule.value(
            "CKV_AZURE_222",
            "public network access is off",
            APP,
            "publicNetworkAccess",
            "Disabled"),
        Rule.value(
            "CKV_AZURE_225",
            "instances in several zones",
            "web:AppServicePlan",
            "zoneRedundant",
            true),
        Rule.within(
            "MCSB NS-2 (function app)",
            "deployments reach the app through a private endpoint",
            APP,
            (graph, node) -> Endpoints.leadTo(graph, "name", node)),
        Rule.of(
            "MCSB NS-1 (function app)",
            "the app connects through the virtual network",
            APP,
            node ->
                String.valueOf(node.inputs().get("virtualNetworkSubnetId")).contains("/subnets/")),
        Rule.within(
            "MCSB IM-1 (function app)",
            "FTP is off, and deployments sign in with Entra only",
            APP,
            FunctionRules::withoutPasswords),
        Rule.value(
            "MCSB IM-1 (telemetry)",
            "telemetry needs Entra sign-in",
            "applicationinsights:Component",
            "disableLocalAuth",
            true));
  }

  private static boolean withoutPasswords(Graph graph, Node app) {
    return List.of("web:WebAppFtpAllowed", "web:WebAppScmAllowed").stream()
        .allMatch(
            type ->
                graph.ofType(type).stream()
                    .anyMatch(
                        policy ->
                            app.inputs().get("name").equals(policy.inputs().get("name"))
                                && Boolean.FALSE.equals(policy.inputs().get("allow"))));
  }
}

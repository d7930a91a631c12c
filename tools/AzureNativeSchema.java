import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes Pulumi schemas of azure-native that contain only the types of a table: {@code java
 * tools/AzureNativeSchema.java PACKAGE_DIR TABLE DECIMALS OUT_DIR}. Each package gets a folder with
 * {@code schema.json} and {@code plugin.json}. The facts come from the unpacked npm package:
 * typings (types, required properties, enums, API versions) and the scripts in the same folders
 * (default values, aliases). The schemas contain no descriptions.
 *
 * <p>The table ({@code api-versions.csv}) decides the API version of each type. Types at the
 * default version go to the package {@code azure-native}. Types at a requested version go to a
 * parameterized package of their module. {@code decimal-properties.txt} lists the numbers that are
 * not integers, because the typings do not distinguish them.
 */
final class AzureNativeSchema {
  private static final String PROVIDER = "azure-native";

  private AzureNativeSchema() {}

  public static void main(String[] arguments) throws IOException {
    try {
      write(arguments);
    } catch (Failure failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void write(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new Failure(
          "Cannot write schemas: found %d arguments; expected PACKAGE_DIR TABLE DECIMALS OUT_DIR. Run"
              + " tools/generate-azure-native, which passes them.",
          arguments.length);
    }
    Path table = Path.of(arguments[1]);
    Path out = Path.of(arguments[3]);
    Typings typings = new Typings(Path.of(arguments[0]));
    Decimals decimals = Decimals.read(Path.of(arguments[2]));
    for (Package each : packages(Row.readAll(table), typings, decimals)) {
      Path folder = Files.createDirectories(out.resolve(each.name()));
      Files.writeString(folder.resolve("schema.json"), Json.text(each.schema()) + "\n");
      Files.writeString(folder.resolve("plugin.json"), Json.text(each.plugin()) + "\n");
    }
    decimals.requireAllUsed();
  }

  private static Collection<Package> packages(List<Row> rows, Typings typings, Decimals decimals)
      throws IOException {
    requireOneRequestPerModule(rows);
    Map<String, Package> packages = new TreeMap<>();
    for (Row row : rows) {
      Optional<Request> request = row.request();
      String name = request.map(Request::packageName).orElse(PROVIDER);
      if (!packages.containsKey(name)) {
        packages.put(name, new Package(name, request, typings, decimals));
      }
      packages.get(name).add(row);
    }
    for (Package each : packages.values()) {
      each.addReachableTypes();
    }
    return packages.values();
  }

  /**
   * Checks that each module has at most one requested version. Two versions would have the same
   * class {@code Utilities}.
   */
  private static void requireOneRequestPerModule(List<Row> rows) {
    Map<String, Request> requests = new HashMap<>();
    for (Request each : rows.stream().flatMap(row -> row.request().stream()).toList()) {
      Request other = requests.putIfAbsent(each.module(), each);
      if (other != null && !other.equals(each)) {
        throw new Failure(
            "Cannot write the package of %s: found requests of %s and %s; expected one version of"
                + " each module. Correct the table.",
            each.module(), other.version(), each.version());
      }
    }
  }

  /** An error in the input. The message states what to do. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message, Object... details) {
      super(message.formatted(details));
    }
  }

  private enum Choice {
    /** The version that the provider uses if the program requests none. */
    DEFAULT,
    /** Another version. */
    REQUESTED,
    /** A function of the provider itself, which calls no versioned API. */
    FUNCTION,
    /** A version that only commands use. It is not part of the SDK. */
    CLIENT
  }

  /** A row of the table. */
  private record Row(String module, String name, String apiVersion, Choice choice) {
    private static final String HEADER = "type,apiVersion,choice,reason";

    static List<Row> readAll(Path table) throws IOException {
      List<String> lines = Files.readAllLines(table);
      if (!lines.get(0).equals(HEADER)) {
        throw new Failure(
            "Cannot read %s: found the header %s; expected %s. Correct the first line.",
            table, lines.get(0), HEADER);
      }
      return lines.stream()
          .skip(1)
          .map(Row::read)
          .filter(row -> row.choice() != Choice.CLIENT)
          .toList();
    }

    private static Row read(String line) {
      String[] cells = line.split(",", 4);
      Choice choice = choice(cells.length == 4 ? cells[2] : "");
      String[] token = cells[0].split(":");
      if (choice == Choice.CLIENT) {
        return new Row("", cells[0], cells[1], choice);
      }
      if (token.length != 3 || !token[0].equals(PROVIDER)) {
        throw new Failure(
            "Cannot read a row of the table: found %s; expected azure-native:MODULE:NAME and three"
                + " more columns. Correct the row.",
            line);
      }
      if (choice == Choice.REQUESTED && cells[3].isBlank()) {
        throw new Failure(
            "Cannot request version %s of %s: found no reason; expected reason and source. Add"
                + " them.",
            cells[1], cells[0]);
      }
      return new Row(token[1], token[2], cells[1], choice);
    }

    private static Choice choice(String text) {
      return Stream.of(Choice.values())
          .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new Failure(
                      "Cannot read a row of the table: found the choice %s; expected default,"
                          + " requested, function or client. Correct the row.",
                      text));
    }

    Optional<Request> request() {
      return choice == Choice.REQUESTED
          ? Optional.of(new Request(module, "v" + apiVersion.replace("-", "")))
          : Optional.empty();
    }
  }

  /**
   * A module at an API version that is not the default. The package has the provider's name for it.
   */
  private record Request(String module, String version) {
    String packageName() {
      return "%s_%s_%s".formatted(PROVIDER, module, version);
    }

    /**
     * The parameter is encoded twice: the provider expects base64 text, and a schema contains bytes
     * as base64.
     */
    String parameter() {
      String json = "{\"module\":\"%s\",\"version\":\"%s\"}".formatted(module, version);
      return base64(base64(json));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The properties that are numbers but not integers, as {@code module:Type.property}. */
  private static final class Decimals {
    private final Set<String> listed;
    private final Set<String> used = new HashSet<>();

    private Decimals(Set<String> listed) {
      this.listed = listed;
    }

    static Decimals read(Path file) throws IOException {
      return new Decimals(
          Files.readAllLines(file).stream()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toSet()));
    }

    String typeOf(String property) {
      used.add(property);
      return listed.contains(property) ? "number" : "integer";
    }

    void requireAllUsed() {
      List<String> unused = listed.stream().filter(each -> !used.contains(each)).sorted().toList();
      if (!unused.isEmpty()) {
        throw new Failure(
            "Cannot use decimal-properties.txt: found %s; expected properties of the schemas that"
                + " are numbers. Remove them.",
            unused);
      }
    }
  }

  // ---- Typings ----

  /** A type in TypeScript's syntax. */
  private sealed interface Type permits Name, Literal, ListOf, MapOf, Union {}

  private record Name(String name, List<Type> arguments) implements Type {}

  private record Literal(String json) implements Type {}

  private record ListOf(Type element) implements Type {}

  private record MapOf(Type value) implements Type {}

  private record Union(List<Type> members) implements Type {}

  private record Member(String name, boolean optional, Type type) {}

  /** The files of the npm package, read when they are needed. */
  private static final class Typings {
    private static final Pattern VERSION = Pattern.compile("\"version\": \"([0-9.]+)\"");
    private static final Pattern DEFAULTS =
        Pattern.compile(
            "\\(function \\((?<module>\\w+)\\) \\{"
                + "|function (?<type>\\w+)ProvideDefaults\\(val\\) \\{"
                + "|^ +(?<name>\\w+): \\(val\\.\\w+\\) \\?\\? (?<value>.+),$",
            Pattern.MULTILINE);

    private final Path folder;
    private final Map<String, Map<String, List<Member>>> files = new HashMap<>();
    private final Map<String, Map<String, String>> defaults;

    Typings(Path folder) throws IOException {
      this.folder = folder;
      this.defaults = readDefaults(read("types/input.js"));
    }

    String version() throws IOException {
      return find(VERSION, read("package.json"), "version");
    }

    /** The text of a file. */
    String read(String file) throws IOException {
      return Files.readString(folder.resolve(file));
    }

    /** The members of a declaration: an interface, a class, or a constant that is an enum. */
    List<Member> members(String file, String declaration) throws IOException {
      if (!files.containsKey(file)) {
        files.put(file, new Parser(file, read(file)).declarations());
      }
      List<Member> members = files.get(file).get(declaration);
      if (members == null) {
        throw new Failure(
            "Cannot read %s: found no %s; expected a declaration. Is the table for this version?",
            file, declaration);
      }
      return members;
    }

    /** Default values of an input type, as JSON. */
    Map<String, String> defaults(String module, String type) {
      return defaults.getOrDefault((module + "." + type).toLowerCase(Locale.ROOT), Map.of());
    }

    /** The path, without extension, of the file that declares a resource. */
    String resourceFile(String module, String name) throws IOException {
      // The class's name does not determine the case of the file's name (MHSM..., IP...).
      String wanted = name.toLowerCase(Locale.ROOT) + ".d.ts";
      try (Stream<Path> all = Files.list(folder.resolve(module))) {
        return all.map(path -> path.getFileName().toString())
            .filter(file -> file.toLowerCase(Locale.ROOT).equals(wanted))
            .map(file -> module + "/" + file.substring(0, file.length() - ".d.ts".length()))
            .findFirst()
            .orElseThrow(
                () ->
                    new Failure(
                        "Cannot find azure-native:%s:%s: found no file %s; expected one. Correct"
                            + " the table.",
                        module, name, wanted));
      }
    }

    private static Map<String, Map<String, String>> readDefaults(String script) {
      Map<String, Map<String, String>> defaults = new HashMap<>();
      String module = "";
      String type = "";
      for (Matcher found = DEFAULTS.matcher(script); found.find(); ) {
        if (found.group("module") != null) {
          module = found.group("module");
        } else if (found.group("type") != null) {
          // The function's name starts with a lower-case letter; the type's name does not.
          type = (module + "." + found.group("type")).toLowerCase(Locale.ROOT);
        } else {
          defaults
              .computeIfAbsent(type, any -> new HashMap<>())
              .put(found.group("name"), found.group("value"));
        }
      }
      return defaults;
    }
  }

  private static String find(Pattern pattern, String text, String what) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new Failure(
          "Cannot read the npm package: found no %s; expected %s. Is it the unpacked package?",
          what, pattern);
    }
    return found.group(1);
  }

  /** Divides TypeScript into names, literals and symbols. */
  private static final class Lexer {
    private static final Pattern TOKEN =
        Pattern.compile(
            "(?:\\s+|//[^\\n]*|/\\*[\\s\\S]*?\\*/)*+"
                + "(?<token>\"(?:[^\"\\\\]|\\\\.)*\"|-?[\\w$.]+|=>|.|$)");

    private final String text;
    private final Matcher matcher;
    private String next;

    Lexer(String text) {
      this.text = text;
      this.matcher = TOKEN.matcher(text);
      advance();
    }

    /** The next token, or an empty text at the end. */
    String peek() {
      return next;
    }

    String take() {
      String taken = next;
      advance();
      return taken;
    }

    int line() {
      return 1 + (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
    }

    private void advance() {
      next = matcher.find() ? matcher.group("token") : "";
    }
  }

  /** Reads declaration files as Pulumi's generator writes them: only the grammar that it uses. */
  private static final class Parser {
    private final String file;
    private final Lexer lexer;
    private final Map<String, List<Member>> declarations = new HashMap<>();

    Parser(String file, String text) {
      this.file = file;
      this.lexer = new Lexer(text);
    }

    /** All declarations. Names in a namespace are written {@code namespace.Name}. */
    Map<String, List<Member>> declarations() {
      statements("");
      return declarations;
    }

    private void statements(String prefix) {
      while (!at("}") && !at("")) {
        accept("export");
        accept("declare");
        if (accept("namespace")) {
          String namespace = lexer.take();
          expect("{");
          statements(namespace + ".");
          expect("}");
        } else if (accept("interface") || accept("class") || accept("const")) {
          String name = lexer.take();
          while (!at("{")) {
            lexer.take(); // a class's parent, or the colon of an enum
          }
          declarations.put(prefix + name, members());
          accept(";");
        } else {
          skipStatement();
        }
      }
    }

    private List<Member> members() {
      List<Member> members = new ArrayList<>();
      expect("{");
      while (!accept("}")) {
        String name = lexer.take();
        // A property can have the name of a modifier.
        while (Set.of("readonly", "static", "private").contains(name) && !at(":") && !at("?")) {
          name = lexer.take();
        }
        boolean optional = accept("?");
        if (accept(":")) {
          members.add(new Member(name, optional, type()));
          expect(";");
        } else {
          skipStatement();
        }
      }
      return members;
    }

    private Type type() {
      List<Type> members = new ArrayList<>();
      do {
        members.add(listOrPrimary());
      } while (accept("|"));
      return members.size() == 1 ? members.get(0) : new Union(members);
    }

    private Type listOrPrimary() {
      Type type = primary();
      while (accept("[")) {
        expect("]");
        type = new ListOf(type);
      }
      return type;
    }

    private Type primary() {
      if (accept("(")) {
        Type type = type();
        expect(")");
        return type;
      }
      if (accept("{")) {
        return map();
      }
      String text = lexer.take();
      if (text.matches("(\"|-?\\d).*")) {
        return new Literal(text);
      }
      List<Type> arguments = new ArrayList<>();
      if (accept("<")) {
        arguments.add(type());
        expect(">");
      }
      return new Name(text, arguments);
    }

    /** The rest of <code>{[key: string]: T;}</code>. */
    private Type map() {
      for (String each : List.of("[", "key", ":", "string", "]", ":")) {
        expect(each);
      }
      Type value = type();
      accept(";");
      expect("}");
      return new MapOf(value);
    }

    private void skipStatement() {
      int depth = 0;
      for (String token = lexer.take(); depth > 0 || !token.equals(";"); token = lexer.take()) {
        if (token.isEmpty()) {
          throw failure(";", "the end of the file");
        }
        depth += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
      }
    }

    private boolean at(String token) {
      return lexer.peek().equals(token);
    }

    private boolean accept(String token) {
      boolean accepted = at(token);
      if (accepted) {
        lexer.take();
      }
      return accepted;
    }

    private void expect(String token) {
      if (!accept(token)) {
        throw failure(token, lexer.peek());
      }
    }

    private Failure failure(String expected, String found) {
      return new Failure(
          "Cannot read %s, line %d: found %s; expected %s. Extend the parser if the typings of this"
              + " version are right.",
          file, lexer.line(), found, expected);
    }
  }

  // ---- Schemas ----

  /** One Pulumi package, and the types that its resources reach. */
  private static final class Package {
    private static final Pattern USES =
        Pattern.compile("Uses Azure REST API version ([0-9a-z-]+)\\.");
    private static final Pattern OTHERS =
        Pattern.compile("Other available API versions: ([^.]+)\\.");
    private static final Pattern ALIASES = Pattern.compile("aliases: \\[(.*)\\]");
    private static final Pattern UNVERSIONED_ALIAS =
        Pattern.compile("\\{ type: \"(azure-native:\\w+:\\w+)\" \\}");
    private static final Pattern SECRET =
        Pattern.compile("resourceInputs\\[\"(\\w+)\"\\] = .*pulumi\\.secret\\(");
    private static final Pattern DEFAULT =
        Pattern.compile("resourceInputs\\[\"(\\w+)\"\\] = \\(args\\?\\.\\w+\\) \\?\\? (.+);");

    private final String name;
    private final Optional<Request> request;
    private final Typings typings;
    private final Decimals decimals;
    private final Map<String, Object> resources = new TreeMap<>();
    private final Map<String, Object> functions = new TreeMap<>();
    private final Map<String, Object> types = new TreeMap<>();
    // References in the types so far: inputs.MODULE.NAME, outputs.MODULE.NAME, enums.MODULE.NAME.
    private final Set<String> known = new HashSet<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    Package(String name, Optional<Request> request, Typings typings, Decimals decimals) {
      this.name = name;
      this.request = request;
      this.typings = typings;
      this.decimals = decimals;
    }

    String name() {
      return name;
    }

    void add(Row row) throws IOException {
      if (row.choice() == Choice.FUNCTION) {
        functions.put(token(row.module(), row.name()), function(row));
      } else {
        resources.put(token(row.module(), row.name()), resource(row));
      }
    }

    void addReachableTypes() throws IOException {
      while (!waiting.isEmpty()) {
        String[] reference = waiting.remove().split("\\.");
        String kind = reference[0];
        String module = reference[1];
        String type = reference[2];
        Object schema = kind.equals("enums") ? enumOf(module, type) : object(kind, module, type);
        Object other = types.put(typeToken(kind, module, type), schema);
        if (other != null && !other.equals(schema)) {
          throw new Failure(
              "Cannot write %s: found an input and an output of this name that differ; expected one"
                  + " type. Extend the generator.",
              typeToken(kind, module, type));
        }
      }
    }

    Map<String, Object> schema() throws IOException {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("name", name);
      schema.put("version", typings.version());
      schema.put("license", "Apache-2.0");
      if (request.isPresent()) {
        Map<String, Object> provider = ordered("name", PROVIDER, "version", typings.version());
        schema.put(
            "parameterization",
            ordered("baseProvider", provider, "parameter", request.get().parameter()));
      }
      schema.put("language", Map.of("java", Map.of("packages", javaPackages())));
      schema.put("provider", provider());
      schema.put("types", types);
      schema.put("resources", resources);
      schema.put("functions", functions);
      return schema;
    }

    /**
     * The settings of the provider. A program that uses a requested version must pass them, because
     * the engine reads settings under the name of the package. The schema contains no default
     * values: the provider also reads environment variables, and a default value in a program would
     * override them.
     */
    private Map<String, Object> provider() throws IOException {
      Set<String> secrets =
          SECRET
              .matcher(typings.read("provider.js"))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      List<Member> members = typings.members("provider.d.ts", "ProviderArgs");
      Map<String, Object> properties = new TreeMap<>();
      for (Member each : members) {
        Map<String, Object> schema = typeOf("Provider." + each.name(), each.type());
        if (secrets.contains(each.name())) {
          schema.put("secret", new Literal("true"));
        }
        properties.put(each.name(), schema);
      }
      return ordered("inputProperties", properties, "requiredInputs", required(members));
    }

    /**
     * The file that tells the Pulumi CLI which plugin a program needs. Without this file, the CLI
     * would look for a plugin with the name of the package.
     */
    Map<String, Object> plugin() throws IOException {
      Map<String, Object> plugin = new LinkedHashMap<>();
      plugin.put("resource", new Literal("true"));
      plugin.put("name", PROVIDER);
      plugin.put("version", typings.version());
      if (request.isPresent()) {
        Map<String, Object> parameterization = ordered("name", name, "version", typings.version());
        parameterization.put("value", request.get().parameter());
        plugin.put("parameterization", parameterization);
      }
      return plugin;
    }

    /**
     * The Java packages. The default package has the names of the published Java SDK. A requested
     * package is inside the package of its module, because two packages cannot share one class
     * {@code Utilities}.
     */
    private Map<String, Object> javaPackages() {
      return request
          .<Map<String, Object>>map(
              each -> ordered(name, "azurenative." + each.module(), each.module(), each.version()))
          .orElse(Map.of(name, "azurenative"));
    }

    private Map<String, Object> resource(Row row) throws IOException {
      String file = typings.resourceFile(row.module(), row.name());
      requireVersion(row, typings.read(file + ".d.ts"));
      String script = typings.read(file + ".js");
      List<Member> inputs = typings.members(file + ".d.ts", row.name() + "Args");
      List<Member> outputs = typings.members(file + ".d.ts", row.name());
      String owner = row.module() + ":" + row.name();

      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("properties", properties(owner, outputs, Map.of()));
      schema.put("required", required(outputs));
      schema.put("inputProperties", properties(owner, inputs, usable(defaultsOf(script))));
      schema.put("requiredInputs", required(inputs));
      List<Object> aliases = aliases(row, script);
      if (!aliases.isEmpty()) {
        schema.put("aliases", aliases);
      }
      return schema;
    }

    /**
     * The typings contain only the default API version. A requested version uses its types, but not
     * its default values: version 2026-02-01 of Key Vault has another default for RBAC.
     */
    private Map<String, String> usable(Map<String, String> defaults) {
      return request.isPresent() ? Map.of() : defaults;
    }

    private static Map<String, String> defaultsOf(String script) {
      return DEFAULT
          .matcher(script)
          .results()
          .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    /**
     * Earlier names without an API version. Names with a version exist only for programs that used
     * them, and this program never used them. For a requested package, the name in the default
     * package is an earlier name.
     */
    private List<Object> aliases(Row row, String script) {
      Matcher list = ALIASES.matcher(script);
      Stream<String> earlier =
          list.find()
              ? UNVERSIONED_ALIAS.matcher(list.group(1)).results().map(found -> found.group(1))
              : Stream.of();
      Stream<String> defaultName =
          request.stream().map(any -> "%s:%s:%s".formatted(PROVIDER, row.module(), row.name()));
      return Stream.concat(defaultName, earlier)
          .<Object>map(token -> Map.of("type", token))
          .toList();
    }

    private static void requireVersion(Row row, String text) {
      String used = find(USES, text, "API version");
      Matcher others = OTHERS.matcher(text);
      Set<String> available =
          others.find() ? Set.of(others.group(1).split(", ")) : Set.<String>of();
      boolean right =
          row.choice() == Choice.DEFAULT
              ? row.apiVersion().equals(used)
              : available.contains(row.apiVersion());
      if (!right) {
        throw new Failure(
            "Cannot use version %s (%s) of %s:%s: found the default %s and the versions %s;"
                + " expected one of them. Correct the table.",
            row.apiVersion(),
            row.choice(),
            row.module(),
            row.name(),
            used,
            new TreeSet<>(available));
      }
    }

    private Map<String, Object> function(Row row) throws IOException {
      String file = row.module() + "/" + row.name() + ".d.ts";
      String type = row.name().substring(0, 1).toUpperCase(Locale.ROOT) + row.name().substring(1);
      if (typings.read(file).contains("interface " + type + "Args")) {
        throw new Failure(
            "Cannot write the function %s: found arguments; expected none. Extend the generator.",
            row.name());
      }
      return Map.of(
          "outputs",
          objectOf(
              row.module() + ":" + row.name(), typings.members(file, type + "Result"), Map.of()));
    }

    private Map<String, Object> object(String kind, String module, String type) throws IOException {
      String file = "types/" + kind.replaceFirst("s$", "") + ".d.ts";
      List<Member> members = typings.members(file, module + "." + type);
      boolean input = kind.equals("inputs");
      String owner = module + ":" + (input ? withoutArgs(type) : type);
      return objectOf(owner, members, input ? usable(typings.defaults(module, type)) : Map.of());
    }

    private Map<String, Object> objectOf(
        String owner, List<Member> members, Map<String, String> defaults) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", properties(owner, members, defaults));
      schema.put("required", required(members));
      return schema;
    }

    private Map<String, Object> enumOf(String module, String type) throws IOException {
      List<Object> values = new ArrayList<>();
      for (Member each : typings.members("types/enums/" + module + "/index.d.ts", type)) {
        Literal value = (Literal) each.type();
        values.add(
            saysTheValue(type, each.name(), value.json())
                ? ordered("value", value)
                : ordered("name", each.name(), "value", value));
      }
      return ordered("type", "string", "enum", values);
    }

    /**
     * Returns whether TypeScript's name of an enum value is the value, reduced to the characters
     * that a name can have. The schema does not contain such a name, because each language derives
     * its own ({@code P_256} here, {@code P256} in Java). If a value starts with a digit, the
     * type's name precedes it.
     */
    private static boolean saysTheValue(String type, String name, String json) {
      String value = letters(json);
      return letters(name).equals(value) || letters(name).equals(letters(type) + value);
    }

    private static String letters(String text) {
      return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> properties(
        String owner, List<Member> members, Map<String, String> defaults) {
      Map<String, Object> properties = new TreeMap<>();
      for (Member each : members) {
        Map<String, Object> schema = typeOf(owner + "." + each.name(), each.type());
        if (defaults.containsKey(each.name())) {
          schema.put("default", new Literal(defaults.get(each.name())));
        }
        properties.put(each.name(), schema);
      }
      return properties;
    }

    private static List<Object> required(List<Member> members) {
      return members.stream()
          .filter(each -> !each.optional() && !canBeUndefined(each.type()))
          .<Object>map(Member::name)
          .sorted()
          .toList();
    }

    private static boolean canBeUndefined(Type type) {
      if (type instanceof Union union) {
        return union.members().stream().anyMatch(Package::canBeUndefined);
      }
      return type instanceof Name name
          && (name.name().equals("undefined")
              || name.arguments().stream().anyMatch(Package::canBeUndefined));
    }

    private Map<String, Object> typeOf(String property, Type type) {
      if (type instanceof Literal literal) {
        return ordered("type", "string", "const", literal);
      }
      if (type instanceof ListOf list) {
        return ordered("type", "array", "items", typeOf(property, list.element()));
      }
      if (type instanceof MapOf map) {
        return ordered("type", "object", "additionalProperties", typeOf(property, map.value()));
      }
      if (type instanceof Union union) {
        return unionOf(property, union);
      }
      return named(property, (Name) type);
    }

    /**
     * An output with one of several object types becomes a value of any type. For most responses,
     * Pulumi's Java SDK cannot select the type, and would log a warning in every preview.
     */
    private Map<String, Object> unionOf(String property, Union union) {
      if (union.members().stream().filter(Package::isOutputType).count() > 1) {
        return ordered("$ref", "pulumi.json#/Any");
      }
      List<Map<String, Object>> members =
          union.members().stream()
              .filter(each -> !canBeUndefined(each))
              .map(each -> typeOf(property, each))
              .distinct()
              .toList();
      return members.size() == 1 ? members.get(0) : ordered("oneOf", members);
    }

    private static boolean isOutputType(Type type) {
      return type instanceof Name name && name.name().startsWith("outputs.");
    }

    private Map<String, Object> named(String property, Name type) {
      return switch (type.name()) {
        case "pulumi.Input", "pulumi.Output" -> typeOf(property, type.arguments().get(0));
        case "string", "boolean" -> ordered("type", type.name());
        case "number" -> ordered("type", decimals.typeOf(property));
        case "any" -> ordered("$ref", "pulumi.json#/Any");
        case "pulumi.asset.Asset", "pulumi.asset.Archive" -> ordered("$ref", "pulumi.json#/Asset");
        default -> reference(property, type.name());
      };
    }

    private Map<String, Object> reference(String property, String reference) {
      String[] parts = reference.split("\\.");
      boolean ours = parts.length == 3 && Set.of("inputs", "outputs", "enums").contains(parts[0]);
      if (!ours || request.map(each -> !each.module().equals(parts[1])).orElse(false)) {
        throw new Failure(
            "Cannot write %s: found the type %s; expected a type of the package %s. Extend the"
                + " generator.",
            property, reference, name);
      }
      if (known.add(reference)) {
        waiting.add(reference);
      }
      return ordered("$ref", "#/types/" + typeToken(parts[0], parts[1], parts[2]));
    }

    /**
     * Returns the token of a type. TypeScript's name of an input type has a suffix that the token
     * does not have.
     */
    private String typeToken(String kind, String module, String type) {
      return token(module, kind.equals("inputs") ? withoutArgs(type) : type);
    }

    private static String withoutArgs(String type) {
      return type.replaceFirst("Args$", "");
    }

    private String token(String module, String type) {
      return "%s:%s:%s".formatted(name, module, type);
    }
  }

  private static Map<String, Object> ordered(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> ordered(String key, Object value, String key2, Object value2) {
    Map<String, Object> map = ordered(key, value);
    map.put(key2, value2);
    return map;
  }

  /**
   * Writes maps, lists, texts and literals with indentation, so that two schemas can be compared.
   */
  private static final class Json {
    private Json() {}

    static String text(Object value) {
      return text(value, "\n");
    }

    private static String text(Object value, String line) {
      if (value instanceof Literal literal) {
        return literal.json();
      }
      if (value instanceof Map<?, ?> map) {
        return all(
            "{",
            map.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ": " + text(each.getValue(), line + "  ")),
            "}",
            line);
      }
      if (value instanceof List<?> list) {
        return all("[", list.stream().map(each -> text(each, line + "  ")), "]", line);
      }
      return quoted(value);
    }

    private static String all(String open, Stream<String> members, String close, String line) {
      String joined = members.collect(Collectors.joining("," + line + "  "));
      return joined.isEmpty() ? open + close : open + line + "  " + joined + line + close;
    }

    /** The names in the typings need no escapes: the parser accepts no others. */
    private static String quoted(Object text) {
      return "\"" + text + "\"";
    }
  }
}

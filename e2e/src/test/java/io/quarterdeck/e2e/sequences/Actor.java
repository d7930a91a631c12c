package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.sequences.Action.BrokenLoad;
import io.quarterdeck.e2e.sequences.Action.Load;
import io.quarterdeck.e2e.sequences.Action.Repair;
import io.quarterdeck.e2e.sequences.Action.Repaired;
import io.quarterdeck.e2e.sequences.Explanation.Change;
import io.quarterdeck.e2e.sequences.Model.Command;
import io.quarterdeck.e2e.sequences.Model.Repairs;
import io.quarterdeck.e2e.sequences.Sequence.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Performs actions, and returns what the model permits as results. */
final class Actor {
  /** The exit codes of a JVM that SIGTERM or SIGKILL ended. */
  private static final int TERMINATED = 143;

  private static final int KILLED = 137;

  /** The message of a load whose content was loaded with another dataset file. */
  private static final String CHANGED = "The dataset file has changed since that load";

  /** A part of what a load of published content prints. */
  private static final String LOADED_ALREADY = " is loaded already: ";

  /** The message of an interrupted command that did not finish its clean-up. */
  private static final String GAVE_UP = "Interrupted before the clean-up was done";

  private final Sandbox sandbox;
  private final Jobs jobs;
  private final Summary summary;

  Actor(Sandbox sandbox, Jobs jobs, Summary summary) {
    this.sandbox = sandbox;
    this.jobs = jobs;
    this.summary = summary;
  }

  /**
   * Performs the action.
   *
   * @param model the state before the action
   */
  Explanation act(Action action, Model model)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    if (action instanceof Load load) {
      return load(load);
    } else if (action instanceof BrokenLoad broken) {
      return broken(broken);
    } else if (action instanceof Action.Upload upload) {
      return upload(upload);
    } else if (action instanceof Action.Run) {
      return run(model);
    } else if (action instanceof Action.Export) {
      return export(model);
    } else if (action instanceof Action.Backfill) {
      return backfill(model);
    } else if (action instanceof Action.Register) {
      register(model);
      return Explanation.of((after, evidence) -> after.register());
    } else if (action instanceof Action.Rollback) {
      Ended ended = sandbox.command("rollback");
      return Explanation.of(
          (after, evidence) -> check(after, "rollback", after.rollback(evidence), ended));
    } else if (action instanceof Repair repair) {
      return repair(repair, model);
    } else if (action instanceof Action.Stop) {
      return stop();
    } else if (action instanceof Action.LoadOfOtherDataset other) {
      return loadOfOther(other, model);
    } else if (action instanceof Action.TwoLoads loads) {
      return twoLoads(loads);
    } else if (action instanceof Action.LoadDuringRun during) {
      return loadDuringRun(during.load(), model);
    }
    return change(action, model);
  }

  private static void check(Model model, String what, boolean succeeds, Ended ended) {
    model.expect(what, succeeds, ended.exitCode() == 0, ended.error());
  }

  // ---- loads

  private Explanation load(Load load) throws IOException {
    Command command = new Command(load, sandbox.nextRejects());
    Ended ended = sandbox.run(sandbox.arguments(load, command.rejectsFile()));
    return Explanation.of(loaded(command, ended));
  }

  private static Change loaded(Command command, Ended ended) {
    return (after, evidence) -> {
      after.mention(command, (ended.out() + ended.error()).contains(CHANGED));
      after.expect(
          "loaded already",
          after.verdict(command) == Model.Verdict.ALREADY_LOADED,
          (ended.out() + ended.error()).contains(LOADED_ALREADY),
          ended.out() + ended.error());
      check(after, "load", after.load(command, evidence), ended);
    };
  }

  private Explanation loadOfOther(Action.LoadOfOtherDataset other, Model model) throws IOException {
    if (model.publishedIn(model.definition.table()).findAny().isEmpty()) {
      return Explanation.of((after, evidence) -> {});
    }
    Ended ended = sandbox.loadOfOther(model.definition, other.content());
    return Explanation.of((after, evidence) -> check(after, "load of another", false, ended));
  }

  private Explanation broken(BrokenLoad broken)
      throws IOException, InterruptedException, SQLException {
    Command command = new Command(broken.load(), sandbox.nextRejects());
    Ended ended = sandbox.broken(broken, command.rejectsFile());
    if (ended.exitCode() != TERMINATED && ended.exitCode() != KILLED) {
      return Explanation.of(loaded(command, ended));
    }
    summary.ended(broken.signal());
    return Explanation.of(
        (after, evidence) -> {
          after.brokenLoad(command, broken.signal(), evidence);
          after.expect("clean-up at Ctrl-C", true, !ended.error().contains(GAVE_UP), ended.error());
        });
  }

  private Explanation twoLoads(Action.TwoLoads loads)
      throws IOException, InterruptedException, ExecutionException {
    Command first = new Command(loads.first(), sandbox.nextRejects());
    Command second = new Command(loads.second(), sandbox.nextRejects());
    List<Object> arguments = sandbox.arguments(loads.first(), first.rejectsFile());
    FutureTask<Ended> beside = beside(() -> sandbox.run(arguments));
    Ended secondEnded = sandbox.run(sandbox.arguments(loads.second(), second.rejectsFile()));
    Ended firstEnded = beside.get();
    Change one = lockedOut(firstEnded) ? (after, evidence) -> {} : loaded(first, firstEnded);
    Change other = lockedOut(secondEnded) ? (after, evidence) -> {} : loaded(second, secondEnded);
    return Explanation.anyOf(List.of(then(one, other), then(other, one)));
  }

  private static Change then(Change first, Change second) {
    return (after, evidence) -> {
      first.apply(after, evidence);
      second.apply(after, evidence);
    };
  }

  private static boolean lockedOut(Ended ended) {
    return ended.exitCode() == 1 && ended.error().contains(" holds it; expected one load");
  }

  private static <T> FutureTask<T> beside(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    new Thread(task).start();
    return task;
  }

  // ---- landing and the job

  private Explanation upload(Action.Upload upload) throws IOException {
    sandbox.upload(upload.content(), upload.packing());
    return Explanation.of(
        (after, evidence) ->
            after.landing.put(
                Contents.fileName(upload.content(), upload.packing()),
                new Model.File(upload.content(), upload.packing(), evidence.second())));
  }

  private void register(Model model) throws IOException {
    if (model.registered.isEmpty()) {
      Ended setUp = sandbox.run(List.of("setup-workspace"));
      model.expect("setup-workspace", true, setUp.exitCode() == 0, setUp.error());
    }
    Ended ended = sandbox.command("register");
    model.expect("register", true, ended.exitCode() == 0, ended.error());
    model.register();
  }

  /**
   * Registers the job again if its columns differ from those of the tables, because how it would
   * fail is not specified. The command {@code run} refuses a job whose dataset file differs in any
   * way.
   */
  private void registerForRun(Model model) throws IOException {
    boolean current =
        model
            .registered
            .filter(
                job ->
                    jobs == Jobs.COMMANDS
                        ? job.equals(model.definition)
                        : job.columns() == model.definition.columns())
            .isPresent();
    if (!current) {
      register(model);
    }
  }

  private Explanation run(Model model) throws IOException {
    registerForRun(model);
    Ended ended = runs();
    return Explanation.of(ran(model, ended, Optional.empty()));
  }

  private Ended runs() throws IOException {
    summary.ran();
    return jobs == Jobs.COMMANDS ? sandbox.command("run", "--wait") : sandbox.runJob();
  }

  private static Change ran(Model before, Ended ended, Optional<ExportedQuarter> part) {
    DatasetDefinition job = before.registered.orElseThrow();
    List<String> files = before.found();
    return (after, evidence) -> {
      boolean fit = true;
      for (String file : files) {
        fit &= after.take(file, job, evidence);
      }
      check(after, "run", fit && after.export(job, part), ended);
    };
  }

  /**
   * The load runs before the first file, between two files, after the last file, or after the
   * export.
   */
  private Explanation loadDuringRun(Load load, Model model)
      throws IOException, InterruptedException, ExecutionException {
    registerForRun(model);
    Command command = new Command(load, sandbox.nextRejects());
    List<Object> arguments = sandbox.arguments(load, command.rejectsFile());
    FutureTask<Ended> run = beside(this::runs);
    Ended loadEnded = sandbox.run(arguments);
    Ended runEnded = run.get();
    if (lockedOut(loadEnded)) {
      return Explanation.of(ran(model, runEnded, Optional.empty()));
    }
    List<Change> orders = new ArrayList<>();
    for (int at = 0; at <= model.found().size() + 1; at++) {
      orders.add(interleaved(model, runEnded, loaded(command, loadEnded), at));
    }
    return Explanation.anyOf(orders);
  }

  private static Change interleaved(Model before, Ended ended, Change load, int at) {
    DatasetDefinition job = before.registered.orElseThrow();
    List<String> files = before.found();
    return (after, evidence) -> {
      boolean fit = true;
      for (int index = 0; index < files.size(); index++) {
        if (index == at) {
          load.apply(after, evidence);
        }
        fit &= after.take(files.get(index), job, evidence);
      }
      if (at == files.size()) {
        load.apply(after, evidence);
      }
      check(after, "run", fit && after.export(job, Optional.empty()), ended);
      if (at > files.size()) {
        load.apply(after, evidence);
      }
    };
  }

  private Explanation export(Model model) throws IOException {
    register(model);
    Ended ended = sandbox.command("export");
    if (model.isExported()) {
      return Explanation.of((after, evidence) -> check(after, "export", true, ended));
    }
    summary.ran();
    return Explanation.of(ran(model, ended, Optional.empty()));
  }

  private Explanation backfill(Model model) throws IOException {
    register(model);
    summary.ran();
    String quarter = ExportedQuarter.FIRST.word();
    Ended ended = sandbox.command("backfill", "--from", quarter, "--to", quarter);
    Change ran = ran(model, ended, Optional.of(ExportedQuarter.FIRST));
    if (model.hasWorkFor(ExportedQuarter.FIRST)) {
      return Explanation.of(ran);
    }
    // A file that was uploaded again is new for the command, which does not read its content.
    return Explanation.anyOf(
        List.of((after, evidence) -> check(after, "backfill", false, ended), ran));
  }

  // ---- repairs

  private Explanation repair(Repair repair, Model model) throws IOException {
    Optional<ModelLoad> load = model.newestWithRejects(repair.content());
    if (load.isEmpty()) {
      return Explanation.of((after, evidence) -> {});
    }
    Path file = sandbox.folder().resolve("repaired.csv");
    Repairs repairs = repairs(repair, load.get());
    Files.writeString(file, FixedLines.of(load.get(), repairs));
    List<Object> more = new ArrayList<>(List.of(file));
    more.addAll(List.of("--rejects", sandbox.nextRejects()));
    if (repair.rejects() == Action.Rejects.ALLOWED) {
      more.addAll(List.of("--max-rejects", "100"));
    }
    if (repair.present() == Action.Present.REPLACE) {
      more.add("--replace");
    }
    Ended ended = sandbox.command("load-rejects", more.toArray());
    return Explanation.of(
        (after, evidence) -> check(after, "load-rejects", after.repair(repairs), ended));
  }

  private static Repairs repairs(Repair repair, ModelLoad load) {
    Repairs repairs = new Repairs(load.id, new TreeMap<>(), new TreeSet<>(), repair);
    for (long line : load.content.rejects().keySet()) {
      boolean absent = !load.rows.containsKey(line);
      boolean first = repairs.fitting().isEmpty() && repairs.wrong().isEmpty();
      if (repair.lines() == Action.Lines.FIRST && !first) {
        continue;
      }
      if (repair.repaired() == Repaired.ONE_WRONG && absent && repairs.wrong().isEmpty()) {
        repairs.wrong().add(line);
      } else {
        int variant = repair.repaired() == Repaired.OTHER_VALUES ? 2 : 1;
        repairs.fitting().put(line, load.content.repaired(line, variant));
      }
    }
    return repairs;
  }

  // ---- the dataset and the stack

  private Explanation change(Action action, Model model) throws IOException, SQLException {
    if (action instanceof Action.ChangeColumns) {
      sandbox.describe(model.definition.withOtherColumns());
      sandbox.alter(model.definition.withOtherColumns());
      return Explanation.of((after, evidence) -> after.changeColumns());
    }
    DatasetDefinition changed =
        action instanceof Action.MoveTable
            ? model.definition.moved()
            : model.definition.inOtherMode();
    sandbox.describe(changed);
    return Explanation.of((after, evidence) -> after.definition = changed);
  }

  private Explanation stop() throws IOException {
    Ended stopped = sandbox.run(List.of("local", "stop"));
    Ended started = sandbox.command("loads");
    return Explanation.of(
        (after, evidence) -> {
          check(after, "local stop", true, stopped);
          check(after, "loads", true, started);
        });
  }
}

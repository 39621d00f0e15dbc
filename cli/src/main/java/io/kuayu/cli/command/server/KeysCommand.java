package io.kuayu.cli.command.server;

import io.kuayu.application.access.ApiKeyService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.storage.access.ApiKey;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuayu keys}. */
@Command(name = "keys", description = "Makes, lists, rotates and revokes the keys of the server.")
public final class KeysCommand {
  private static final String EXPIRES = "Days until it expires; default: never.";

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Command(name = "create", description = "Makes a key and shows it, this once.")
  int create(
      @Option(names = "--name", required = true, description = "What people call it.") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              paramLabel = "ROLE[:DOMAIN]",
              description =
                  "reader, writer, curator, trainer, privacy-officer, auditor or admin; in one"
                      + " domain or in all; may be repeated.")
          List<String> roles,
      @Option(names = "--expires", paramLabel = "DAYS", description = EXPIRES)
          @Nullable Integer days) {
    return show(
        keys()
            .create(
                Actor.COMMAND,
                name,
                roles.stream().map(Grant::parse).collect(Collectors.toSet()),
                moment(days)));
  }

  @Command(name = "list", description = "Lists the keys; never their secrets.")
  int list() {
    Console console = speech.console();
    for (ApiKey key : keys().keys()) {
      String state =
          key.revoked().isPresent() ? "revoked" : key.isValid(Instant.now()) ? "valid" : "expired";
      List<String> grants =
          new ArrayList<>(key.grants().stream().map(Grant::toString).sorted().toList());
      console
          .out()
          .println(key.id() + "  " + state + "  " + key.name() + "  " + String.join(",", grants));
    }
    console.out().flush();
    return 0;
  }

  @Command(name = "rotate", description = "Makes a successor of a key and revokes the old one.")
  int rotate(
      @Parameters(paramLabel = "ID", description = "As keys list tells it.") String id,
      @Option(names = "--expires", paramLabel = "DAYS", description = EXPIRES)
          @Nullable Integer days) {
    return show(keys().rotate(Actor.COMMAND, id, moment(days)));
  }

  @Command(name = "revoke", description = "Refuses a key from now on.")
  int revoke(@Parameters(paramLabel = "ID", description = "As keys list tells it.") String id) {
    var _ = keys().revoke(Actor.COMMAND, id);
    speech.console().say("key " + id + " is refused from now on");
    return 0;
  }

  private int show(KeyRing.CreatedKey made) {
    Console console = speech.console();
    console.say("key " + made.key().id() + "; keep it now, it is not shown again:");
    console.out().println(made.secret());
    console.out().flush();
    return 0;
  }

  private ApiKeyService keys() {
    return ApiKeyService.of(setup.workspace(speech.console()).configuration().server());
  }

  private static Optional<Instant> moment(@Nullable Integer days) {
    return Optional.ofNullable(days).map(count -> Instant.now().plus(Duration.ofDays(count)));
  }
}

package io.kuayu.server.web;

import io.kuayu.application.settings.ServerSettings;
import io.kuayu.storage.sql.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a server has room for requests and can keep what they bring. */
public final class ServerHealth {
  private final OverloadSignal overload = new OverloadSignal();
  private final StoreHealth stores;

  private ServerHealth(StoreHealth stores) {
    this.stores = stores;
  }

  /** Looks at the folders of the stores. */
  public static ServerHealth of(ServerSettings settings) {
    List<Path> folders = new ArrayList<>(List.of(settings.access()));
    if (settings.store() instanceof StoreSettings.Sqlite sqlite) {
      folders.add(Objects.requireNonNull(sqlite.file().toAbsolutePath().getParent()));
    }
    return new ServerHealth(new StoreHealth(folders));
  }

  OverloadSignal overload() {
    return overload;
  }

  StoreHealth stores() {
    return stores;
  }

  /**
   * Rejects while requests should go elsewhere.
   *
   * @throws HttpProblem of status 503
   */
  public void mustBeGood() {
    if (overload.isOverloaded()) {
      throw new HttpProblem(
          ProblemCode.BUSY,
          "requests have been refused for some seconds",
          Map.of("Retry-After", "5"));
    }
    if (!stores.canWrite()) {
      throw new HttpProblem(
          ProblemCode.STORE_FAILED, "the store cannot be written", Map.of("Retry-After", "5"));
    }
  }
}

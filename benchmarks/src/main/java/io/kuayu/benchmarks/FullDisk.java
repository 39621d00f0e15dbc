package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes while a disk is full, and looks afterwards at what became of each write. */
final class FullDisk {
  private static final int WRITES = 200;
  private static final int ATTEMPTS = 300;
  private static int series;

  private final NormalCaller caller;
  private final ItemKey item;
  private final int number = series++;
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private boolean isAudited;
  private int sent;

  FullDisk(NormalCaller caller, Catalogue catalogue) {
    this.caller = caller;
    item = catalogue.key(0);
  }

  private String user(int write) {
    return "disk-" + number + "-" + write;
  }

  private String domain() {
    return "/api/v1/domains/" + URLEncoder.encode(item.domain(), StandardCharsets.UTF_8);
  }

  private String own(String name) {
    return domain() + "/items/attack-" + number + "-" + name;
  }

  /** Stores what the writes on the full disk try to change. */
  void before() {
    store();
    var _ = caller.send("PUT", own("kept"), "{\"title\":\"before\"}");
  }

  private void store() {
    String user = user(sent++);
    String event =
        "{\"user\":\"%s\",\"domain\":\"%s\",\"item\":\"%s\"}"
            .formatted(user, item.domain(), item.id());
    int status = caller.send("POST", "/api/v1/events", event).status();
    if (status == 201) {
      acknowledged.add(user);
    } else if (status < 400) {
      problems.add("an event was answered by " + status);
    }
  }

  /**
   * Writes events and tries what must be audited.
   *
   * @param isAudit whether nothing can be recorded, so that nothing of it may take effect
   */
  void whileFull(boolean isAudit) {
    for (int write = 0; write < WRITES; write++) {
      store();
    }
    if (!isAudit) {
      return;
    }
    exhaust();
    refused("PUT", own("kept"), "{\"title\":\"changed\"}");
    refused("PUT", own("new"), "{\"title\":\"unaudited\"}");
    refused("DELETE", own("kept"), "");
    refused("DELETE", "/api/v1/users/" + user(0), "");
    isAudited = true;
  }

  /** The last page of the log may have room for some entries. */
  private void exhaust() {
    int attempts = 0;
    while (attempts++ < ATTEMPTS
        && caller.send("PUT", own("exhaust"), "{\"title\":\"t\"}").status() < 500) {
      sent++;
    }
  }

  private void refused(String method, String path, String body) {
    sent++;
    int status = caller.send(method, path, body).status();
    if (status < 500) {
      problems.add(method + " was answered by " + status + " and not recorded");
    }
  }

  void mustBeUnready() {
    if (caller.send("GET", "/health/ready", "").status() != 503) {
      problems.add("the server called itself ready");
    }
  }

  /** With room again, all that was acknowledged is there, and the server becomes ready. */
  void after() {
    awaitReady();
    if (isAudited) {
      nothingTookEffect();
    }
    for (String user : acknowledged) {
      if (caller.send("GET", "/api/v1/users/" + user, "").status() != 200) {
        problems.add("an acknowledged event of " + user + " is lost");
      }
    }
  }

  private void nothingTookEffect() {
    if (!caller.send("GET", own("kept"), "").body().contains("before")) {
      problems.add("an item was changed without an entry");
    }
    if (caller.send("GET", own("new"), "").status() != 404) {
      problems.add("an item was put without an entry");
    }
    if (caller.send("GET", "/api/v1/users/" + user(0), "").status() != 200) {
      problems.add("a user was erased without an entry");
    }
  }

  private void awaitReady() {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (caller.send("GET", "/health/ready", "").status() == 200) {
          return;
        }
        Thread.sleep(100);
      }
      problems.add("the server did not become ready again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> problems() {
    return problems.stream().distinct().limit(5).toList();
  }

  int sent() {
    return sent;
  }
}

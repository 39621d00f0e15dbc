package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.access.Role;
import io.kuayu.test.browser.Browser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page of the REST API at {@code /docs}; in a real browser where there is one. */
class ApiPageTest {
  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  @TempDir Path folder;

  private KuayuServer server;

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder).train();
    // The page is as open as /openapi.json: it tells no more.
    KeyRing.in(shop.access())
        .create("first", Set.of(new Grant(Role.AUDITOR, "*")), Optional.empty());
    server = shop.serve();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAPageThatLoadsNothingFromElsewhere() {
    Visitor.Answer page = Visitor.at(server.port()).get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.text()).doesNotContain("http://", "https://");
  }

  @Test
  void showsEveryOperationAndFitsATelephone() throws Exception {
    assumeTrue(Browser.program().isPresent(), "no Chromium in /usr/bin: apt-get install chromium");
    String address = "http://127.0.0.1:" + server.port();
    try (Browser browser = Browser.start(Browser.program().orElseThrow(), profile)) {
      browser.size(1400, 900);
      browser.open(address);
      browser.await("document.querySelector('nav a[href=\"docs\"]')");
      browser.click("nav a[href='docs']");
      browser.await("document.querySelectorAll('section[id]').length > 20");
      assertThat(browser.value("String(document.querySelectorAll('section > h4 ~ pre').length)"))
          .isEqualTo(String.valueOf(server.routes().size()));
      assertThat(browser.value("document.querySelector('section').textContent"))
          .contains("/api/v1/users/{user}/recommendations", "curl");
      assertThat(
              browser.value(
                  "String([...document.querySelectorAll('a[href^=\"#\"]')]"
                      + ".filter((link) => !document.getElementById(link.hash.slice(1))).length)"))
          .isEqualTo("0");
      browser.size(400, 800);
      assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
          .isEqualTo("true");
      assertThat(browser.complaints().stream().filter(one -> !one.contains("401"))).isEmpty();
      assertThat(browser.requests())
          .allMatch(one -> one.startsWith(address + "/") || one.equals("about:blank"));
    }
  }
}

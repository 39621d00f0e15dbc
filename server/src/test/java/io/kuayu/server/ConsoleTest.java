package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.test.browser.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Clicks through the console in a real browser; without Chromium it is skipped. */
class ConsoleTest {
  private static final String SCRIPT = "<script>window.owned = 1</script> Title";

  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  @TempDir Path folder;

  private KuayuServer server;
  private Browser browser;
  private String address;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Browser.program().isPresent(), "no Chromium in /usr/bin: apt-get install chromium");
    server = new SmallShop(folder).train().serve();
    address = "http://127.0.0.1:" + server.port();
    browser = Browser.start(Browser.program().orElseThrow(), profile);
    browser.size(1280, 900);
    browser.language("en-US");
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void showsAPersonsHistoryAndChangesTheListWithTheControls() {
    browser.open(address);
    choose("u3");
    browser.await("document.querySelectorAll('.events li').length === 8");
    browser.await("document.querySelectorAll('.lanes circle').length === 8");
    browser.await("document.querySelectorAll('.list').length === 2");
    browser.click(".list summary");
    browser.await("document.querySelector('.list details[open] .signed')");
    browser.fill("#k", "2");
    browser.await("document.querySelectorAll('.list li').length === 4");
    browser.click("#domain-games");
    browser.await("document.querySelectorAll('.list').length === 1");
    browser.fill("#filter", "title contains \"Title 1\"");
    browser.await(
        "[...document.querySelectorAll('.list summary .title')]"
            + ".every((title) => title.textContent.startsWith('Title 1'))");
    browser.click(".events button");
    browser.await("document.querySelectorAll('.events li').length === 7");
    isQuiet();
  }

  @Test
  void offersAFilterOfTheDataThatItShows() {
    browser.open(address);
    choose("u3");
    browser.await("document.querySelectorAll('.list').length === 2");
    assertThat(browser.value("document.querySelector('#filter').placeholder"))
        .isEqualTo("pages <= 100");
    // Only one domain has the attribute: its list is filtered, the other one says what it has.
    browser.fill("#filter", "pages <= 100");
    browser.await("document.querySelector('.list .problem')");
    assertThat(browser.value("document.querySelector('.list .problem').textContent"))
        .contains("games", "'pages'", "players, studio");
    browser.await("document.querySelectorAll('.list .problem').length === 1");
    browser.click("#domain-books");
    browser.await("document.querySelector('#filter').placeholder === 'players <= 1'");
    browser.fill("#filter", "players <= 1");
    browser.await(
        "document.querySelectorAll('.list').length === 1 && document.querySelector('.list li')");
    assertThat(count(".problem")).isZero();
    assertThat(browser.complaints()).allMatch(one -> one.contains("400"));
  }

  @Test
  void showsThePicturesOfItemsAndAPageOfEach() throws Exception {
    put("books", "plain", "Plain");
    browser.open(address);
    browser.await("document.querySelector('#search')");
    browser.fill("#search", "Title 4");
    browser.await("document.querySelector('.found .item')");
    browser.click(".found .item");
    browser.await("document.querySelector('.list.pictured .thumb img')");
    // Loaded, and only where there is one.
    browser.await("document.querySelector('.list.pictured .thumb img').naturalWidth === 40");
    assertThat(browser.value("document.querySelector('.pictured .thumb img').alt"))
        .startsWith("Picture of Title ");
    assertThat(count(".pictured li")).isGreaterThan(count(".pictured .thumb img"));
    browser.click(".pictured li:has(.thumb img) summary");
    browser.click(".pictured li:has(.thumb img) .evidence p > a");
    browser.await("document.querySelector('.view.item .shown .thumb img')");
    assertThat(browser.value("document.querySelector('.view.item h2').textContent"))
        .isIn("Title 5", "Title 25");
    browser.await("document.querySelector('.view.item ol.alike a')");
    // The page is one below the other, also on a telephone.
    browser.size(400, 800);
    assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
        .isEqualTo("true");
    assertThat(browser.value("getComputedStyle(document.querySelector('.view.item')).display"))
        .isEqualTo("block");
    browser.open(address + "/#/item/books/plain");
    browser.await("document.querySelector('.view.item h2')?.textContent === 'Plain'");
    assertThat(count(".view.item .shown .thumb")).isZero();
    browser.open(address + "/#/item/books/none");
    browser.await("document.querySelector('.view.item .problem')");
    assertThat(browser.complaints()).allMatch(one -> one.contains("404"));
  }

  @Test
  void showsPicturesToWhoeverHasAKey() {
    String secret =
        KeyRing.in(new SmallShop(folder).access())
            .create("page", Set.of(Grant.parse("reader")), Optional.empty())
            .secret();
    server.close();
    server = new SmallShop(folder).serve();
    address = "http://127.0.0.1:" + server.port();
    browser.open(address);
    browser.await("document.querySelector('#key')");
    browser.value("sessionStorage.setItem('kuayu.key', '" + secret + "')");
    browser.open(address + "/?#/item/books/i5");
    browser.await("document.querySelector('.shown .thumb img')?.naturalWidth === 40");
    assertThat(browser.value("document.querySelector('.shown .thumb img').src.slice(0, 15)"))
        .isEqualTo("data:image/jpeg");
  }

  @Test
  void composesAHistoryAndATitleStaysText() throws Exception {
    put("books", "evil", SCRIPT);
    browser.open(address);
    browser.await("document.querySelector('#search')");
    browser.fill("#search", "script");
    browser.await("document.querySelector('.found .item')");
    assertThat(browser.value("document.querySelector('.found .item .name').textContent"))
        .isEqualTo(SCRIPT);
    browser.click(".found .item");
    browser.await("document.querySelector('.events li')");
    assertThat(browser.value("document.querySelector('.events span').textContent"))
        .isEqualTo(SCRIPT);
    assertThat(browser.value("String(window.owned)")).isEqualTo("undefined");
    isQuiet();
  }

  @Test
  void showsMapEvaluationAndHealthAndSaysWhatIsMissing() {
    browser.open(address + "/#/map");
    browser.await("document.querySelector('canvas, .view.map .empty, .view.map .problem')");
    assertThat(count(".view .problem")).isZero();
    browser.click("nav a[href='#/evaluation']");
    browser.await("document.querySelector('.view.evaluation table')");
    browser.await("document.querySelectorAll('.view.evaluation .empty').length === 1");
    browser.click("nav a[href='#/health']");
    browser.await("document.querySelector('.view.health td')");
    assertThat(browser.value("document.querySelector('.tiles').textContent")).contains("MB");
    isQuiet();
  }

  @Test
  void speaksChineseAndFitsATelephone() {
    browser.language("zh-CN");
    browser.size(360, 740);
    browser.open(address);
    choose("u3");
    browser.await("document.querySelectorAll('.list').length === 2");
    assertThat(browser.value("document.querySelector('nav a').textContent")).isEqualTo("推荐");
    assertThat(browser.value("document.documentElement.lang")).isEqualTo("zh-CN");
    for (String view : new String[] {"people", "map", "evaluation", "health"}) {
      browser.click("nav a[href='#/" + view + "']");
      browser.await("document.querySelector('.view." + view + "').children.length > 1");
      // Less than 360 where a scroll bar takes its place.
      assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
          .isEqualTo("true");
      assertThat(browser.value("String(innerWidth)")).isEqualTo("360");
    }
    browser.click("#language");
    browser.await("document.documentElement.lang === 'en'");
    isQuiet();
  }

  @Test
  void isUsedWithTheKeyboardAlone() {
    browser.open(address);
    browser.await("document.querySelector('#person')");
    browser.press("Tab", 9);
    assertThat(browser.value("document.activeElement.className")).isEqualTo("skip");
    for (int tab = 0; tab < 40; tab++) {
      if (browser.value("document.activeElement.id").equals("person")) {
        break;
      }
      browser.press("Tab", 9);
    }
    assertThat(browser.value("document.activeElement.id")).isEqualTo("person");
    assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    isQuiet();
  }

  private void choose(String user) {
    browser.await("document.querySelector('#person')");
    browser.fill("#person", user);
    browser.click(".line button");
    // Before anybody is chosen there is a list, too, of somebody without events.
    browser.await("document.querySelector('.events li') && document.querySelector('.list li')");
  }

  private int count(String selector) {
    return Integer.parseInt(
        browser.value("String(document.querySelectorAll('" + selector + "').length)"));
  }

  private void isQuiet() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(request -> request.startsWith(address + "/") || request.equals("about:blank"));
  }

  private void put(String domain, String item, String title) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/domains/" + domain + "/items/" + item))
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"title\":\"" + title.replace("\"", "\\\"") + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(201);
    }
  }
}

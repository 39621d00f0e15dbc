package io.kuayu.application.explain;

import io.kuayu.application.settings.ChatSettings;
import io.kuayu.engine.explain.ChatClient;
import io.kuayu.engine.explain.ChatClientProvider;
import io.kuayu.engine.explain.ChatFailure;
import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.engine.explain.FactSheet;
import io.kuayu.engine.explain.NamedFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a chat model word explanations. It is told facts without names ({@link FactSheet}); what it
 * answers is shown if {@link AnswerCheck} lets it pass, and the template's sentences otherwise. An
 * answer serves everybody of whom the same is told, so few questions reach the model. Nobody waits
 * longer than the timeout; an answer that comes later is kept for the next one who asks.
 * Thread-safe.
 */
public final class ChatExplainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatExplainer.class);
  private static final int MAX_KEPT = 10_000;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[\\d+]");

  /** How long an answer that may not be shown is not asked for again. */
  static final long REFUSAL_KEPT = 300_000_000_000L;

  private final ChatSettings settings;
  private final ChatClient client;
  private final Consumer<ExplanationOutcome> listener;
  private final LongSupplier nanoTime;
  private final CallBreaker breaker;
  private final Semaphore places;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /** Least recently asked first; guarded by itself. */
  private final Map<FactSheet, Kept> kept = new LinkedHashMap<>(16, .75f, true);

  /** An answer, or the call that will bring it. */
  private record Kept(CompletableFuture<CheckedAnswer> answer, long since) {}

  ChatExplainer(
      ChatSettings settings,
      ChatClient client,
      Consumer<ExplanationOutcome> listener,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.client = client;
    this.listener = listener;
    this.nanoTime = nanoTime;
    breaker = new CallBreaker(nanoTime);
    places = new Semaphore(settings.maxConcurrent());
  }

  /**
   * Opens the client that is installed. Nothing is sent before there is something to explain.
   *
   * @param listener is told how each explanation came about
   * @throws io.kuayu.core.KuayuException where no module for chat models is installed
   */
  public static ChatExplainer open(ChatSettings settings, Consumer<ExplanationOutcome> listener) {
    return new ChatExplainer(
        settings,
        ChatClientProvider.installed().open(settings.endpoint()),
        listener,
        System::nanoTime);
  }

  /** How many items of a list are explained. */
  public int maxItems() {
    return settings.items();
  }

  /** Explains several recommendations, for all of which together nobody waits longer. */
  public List<WrittenExplanation> write(List<NamedFacts> explained) {
    long deadline = System.nanoTime() + settings.timeout().toNanos();
    List<CompletableFuture<CheckedAnswer>> answers =
        explained.stream().map(facts -> answer(facts.sheet())).toList();
    List<WrittenExplanation> written = new ArrayList<>();
    for (int index = 0; index < answers.size(); index++) {
      CheckedAnswer answer = await(answers.get(index), deadline);
      listener.accept(answer.outcome());
      written.add(written(explained.get(index), answer));
    }
    return written;
  }

  /** Explains one recommendation. */
  public WrittenExplanation write(NamedFacts explained) {
    return write(List.of(explained)).getFirst();
  }

  private static CheckedAnswer await(CompletableFuture<CheckedAnswer> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return CheckedAnswer.refused(ExplanationOutcome.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckedAnswer.refused(ExplanationOutcome.TIMEOUT);
    } catch (ExecutionException e) {
      LOG.warn("an explanation by the chat model failed", e.getCause());
      return CheckedAnswer.refused(ExplanationOutcome.FAILED);
    }
  }

  private CompletableFuture<CheckedAnswer> answer(FactSheet sheet) {
    if (sheet.facts().isEmpty()) {
      return refused(ExplanationOutcome.NO_FACTS);
    }
    synchronized (kept) {
      Kept earlier = kept.get(sheet);
      if (earlier != null && isCurrent(earlier)) {
        return earlier.answer();
      }
      if (!places.tryAcquire()) {
        return refused(ExplanationOutcome.BUSY);
      }
      if (!breaker.begins()) {
        places.release();
        return refused(ExplanationOutcome.PAUSED);
      }
      CompletableFuture<CheckedAnswer> answer =
          CompletableFuture.supplyAsync(() -> called(sheet), calls);
      kept.put(sheet, new Kept(answer, nanoTime.getAsLong()));
      if (kept.size() > MAX_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      return answer;
    }
  }

  private static CompletableFuture<CheckedAnswer> refused(ExplanationOutcome outcome) {
    return CompletableFuture.completedFuture(CheckedAnswer.refused(outcome));
  }

  /** A text is kept; a refusal for a while; what could not be reached is asked for again. */
  private boolean isCurrent(Kept earlier) {
    if (!earlier.answer().isDone()) {
      return true;
    }
    if (earlier.answer().isCompletedExceptionally()) {
      return false;
    }
    ExplanationOutcome outcome = earlier.answer().join().outcome();
    return outcome == ExplanationOutcome.CHAT
        || (outcome.isRefusedAnswer() && nanoTime.getAsLong() - earlier.since() < REFUSAL_KEPT);
  }

  private CheckedAnswer called(FactSheet sheet) {
    CheckedAnswer answer = CheckedAnswer.refused(ExplanationOutcome.FAILED);
    try {
      ExplanationLanguage language = settings.language().orElse(sheet.language());
      answer =
          new AnswerCheck(sheet, language)
              .of(client.answer(ChatPrompt.instructions(language), ChatPrompt.message(sheet)));
    } catch (ChatFailure failure) {
      LOG.debug("the chat model gave no answer", failure);
      answer =
          CheckedAnswer.refused(
              failure.timedOut() ? ExplanationOutcome.TIMEOUT : ExplanationOutcome.FAILED);
    } finally {
      places.release();
      breaker.ended(!answer.outcome().isFailedCall());
    }
    return answer;
  }

  private static WrittenExplanation written(NamedFacts explained, CheckedAnswer answer) {
    if (answer.outcome() != ExplanationOutcome.CHAT) {
      return Template.of(explained, answer.outcome());
    }
    String text =
        PLACEHOLDER
            .matcher(answer.text())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        explained.names().getOrDefault(found.group(), found.group())));
    List<Integer> reasons =
        answer.facts().stream()
            .flatMap(fact -> Stream.ofNullable(explained.reasons().get(fact)))
            .sorted()
            .toList();
    return new WrittenExplanation(text, ExplanationOutcome.CHAT, reasons);
  }

  /** Breaks off running calls. */
  @Override
  public void close() {
    client.close();
    calls.shutdownNow();
  }
}

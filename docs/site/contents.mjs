// The pages of the site in the order of its sidebar. Pages of docs/ that stand in no group follow under "More".
export const groups = [
  ["Start", ["docs/README.md", "README.md", "docs/install.md", "docs/tutorial.md", "docs/data.md", "docs/commands.md", "docs/configuration.md", "docs/faq.md"]],
  ["Recommend well", ["docs/cold-start.md", "docs/choosing-models.md", "docs/evaluation.md", "docs/transfer.md", "docs/metrics.md",
    "docs/model-card.md", "docs/accuracy.md", "docs/filters.md"]],
  ["Run it", ["docs/deployment.md", "docs/production-checklist.md", "docs/upgrading.md", "docs/rest.md", "docs/agents.md", "docs/explanations.md", "docs/embedding.md",
    "docs/spring-boot.md", "docs/errors.md", "docs/limits.md"]],
  ["Protect people", ["docs/privacy.md", "docs/threat-model.md"]],
  ["Understand it", ["ARCHITECTURE.md", "docs/models.md", "docs/serving.md", "docs/files.md", "docs/glossary.md",
    "docs/decisions/README.md", "benchmarks/RESULTS.md"]],
  ["Take part", ["CONTRIBUTING.md", "CHANGELOG.md"]],
  ["Examples", ["examples/amazon-food-kitchen/README.md", "examples/amazon-beauty-toys-sports/README.md",
    "examples/extension/README.md", "examples/spring-shop/README.md"]],
];

/** The address of a page of the repository in the site. */
export function address(page) {
  return page
    .replace(/^README(.*)\.md$/, (_, language) => `about${language.toLowerCase()}.md`)
    .replace(/^docs\//, "")
    .replace(/^benchmarks\/RESULTS\.md$/, "results.md")
    .replace(/README\.md$/, "index.md")
    .replace(/^[A-Z]+\.md$/, (name) => name.toLowerCase());
}

import { h, onMounted, ref } from "vue";

let drawn = 0;

/** A diagram in the language of Mermaid, which is loaded only where there is one. Without scripts its source is shown. */
export default {
  props: { source: { type: String, required: true } },
  setup(properties) {
    const picture = ref("");
    const source = decodeURIComponent(properties.source);
    onMounted(async () => {
      const { default: mermaid } = await import("mermaid");
      const dark = document.documentElement.classList.contains("dark");
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: dark ? "dark" : "default" });
      picture.value = (await mermaid.render(`diagram-${drawn++}`, source)).svg;
    });
    return () => (picture.value ? h("div", { class: "diagram", innerHTML: picture.value }) : h("pre", source));
  },
};

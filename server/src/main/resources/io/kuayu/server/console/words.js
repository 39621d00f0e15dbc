const WORDS = {
  en: {
    skip: "Skip to content", people: "Recommendations", map: "Map", evaluation: "Evaluation", health: "Health", api: "API",
    key: "API key", keyHint: "Kept in this tab only", use: "Use", other: "中文",
    ready: "ready", notReady: "no model yet", unreachable: "not reachable", needsKey: "key needed",
    person: "Person", personHint: "Id of a person", show: "Show", compose: "Compose a history: search items",
    searchHint: "Words of a title", add: "Add", clear: "Clear", history: "History", events: "events",
    noHistory: "No history yet. Choose a person, or add items by searching: the list follows at once.",
    closed: "The history may be seen with the role privacy-officer; the list is shown all the same.",
    composed: "composed", remove: "Leave out", nothingFound: "Nothing found",
    list: "List", domains: "Domains", size: "Items", diversity: "Diversity", filter: "Filter",
    together: "One list for all domains",
    calibrated: "Domains as in the history", source: "Source", score: "Score", reasons: "Reasons",
    words: "Shared words", sources: "Sources", ledger: "Where the score comes from", noItems: "Nothing fits. Loosen the filter or choose more domains.",
    noReasons: "No evidence in the history: the model's own order.", otherEvidence: "Other evidence",
    popularity: "Popular", recency: "Popular lately", text: "Description", "item-facts": "Age and frequency", situation: "Moment and length of history",
    mapText: "Items that are alike lie near each other. Arrows walk from item to item.",
    noMap: "This model has no item vectors, so there is no map.", shown: "of all nearest neighbours are neighbours here, too",
    item: "Item", details: "Details", similar: "Similar items", noSimilar: "Nothing is like it.", hasSound: "with sound",
    pictureOf: "Picture of %", looksLike: "Looks like %", soundsLike: "Sounds like %",
    larger: "Larger", smaller: "Smaller", pick: "Add to history",
    noReport: "No evaluation report yet. Make one: kuayu evaluate --report DIR, with DIR beside kuayu.yaml named report.",
    models: "Models", active: "active", trained: "Trained in", metric: "Metric", domain: "Domain", users: "People",
    model: "Model", made: "Made", requests: "Requests", median: "Median", slow: "99th percentile", failures: "Failures",
    route: "Path", memory: "Memory", uptime: "Running for", stored: "Events since start", second: "s",
    loading: "…", candidates: "Candidates", "cold-item": "Items never seen in training", "sparse-item": "Items seen rarely",
    "cold-user": "People new in the domain", "other-domain-last": "People who come from another domain",
  },
  zh: {
    skip: "跳到内容", people: "推荐", map: "地图", evaluation: "评测", health: "运行状态", api: "API",
    key: "API 密钥", keyHint: "仅保存在此标签页", use: "使用", other: "English",
    ready: "就绪", notReady: "尚无模型", unreachable: "无法连接", needsKey: "需要密钥",
    person: "用户", personHint: "用户编号", show: "查看", compose: "搜索物品，自行组成历史",
    searchHint: "标题中的词", add: "加入", clear: "清空", history: "历史", events: "个事件",
    noHistory: "还没有历史。请选择用户，或搜索并加入物品，列表会立即更新。",
    closed: "查看历史需要 privacy-officer 角色；推荐列表照常显示。",
    composed: "自组", remove: "去掉", nothingFound: "没有找到",
    list: "列表", domains: "领域", size: "数量", diversity: "多样性", filter: "筛选",
    together: "所有领域合为一个列表",
    calibrated: "领域比例与历史一致", source: "来源", score: "得分", reasons: "理由",
    words: "共同的词", sources: "来源", ledger: "得分的构成", noItems: "没有符合的物品。请放宽筛选或选择更多领域。",
    noReasons: "历史中没有依据：按模型自身的顺序。", otherEvidence: "其他依据",
    popularity: "热门", recency: "近期热门", text: "描述相近", "item-facts": "上架时间与频次", situation: "时机与历史长度",
    mapText: "相近的物品彼此靠近。用方向键逐个浏览。",
    noMap: "此模型没有物品向量，因此没有地图。", shown: "的最近邻在图中依然相邻",
    item: "物品", details: "详情", similar: "相似的物品", noSimilar: "没有相似的物品。", hasSound: "有声音",
    pictureOf: "%的图片", looksLike: "看起来像%", soundsLike: "听起来像%",
    larger: "放大", smaller: "缩小", pick: "加入历史",
    noReport: "还没有评测报告。请运行 kuayu evaluate --report DIR，DIR 为 kuayu.yaml 旁名为 report 的目录。",
    models: "模型", active: "使用中", trained: "训练用时", metric: "指标", domain: "领域", users: "人数",
    model: "模型", made: "时间", requests: "请求数", median: "中位数", slow: "99 百分位", failures: "失败",
    route: "路径", memory: "内存", uptime: "已运行", stored: "启动以来的事件", second: "秒",
    loading: "…", candidates: "候选", "cold-item": "训练中从未出现的物品", "sparse-item": "训练中少见的物品",
    "cold-user": "该领域的新用户", "other-domain-last": "刚从其他领域来的用户",
  },
};

let language = localStorage.getItem("kuayu.language")
  ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export const word = (name) => WORDS[language][name] ?? name;
export const locale = () => (language === "zh" ? "zh-CN" : "en");
export const date = (seconds) =>
  new Date(seconds * 1000).toLocaleDateString(locale(), { year: "numeric", month: "short", day: "numeric" });
export const number = (value, digits = 3) =>
  value.toLocaleString(locale(), { maximumFractionDigits: digits });

export function turn() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("kuayu.language", language);
}

export function translate() {
  document.documentElement.lang = locale();
  document.querySelectorAll("[data-word]").forEach((element) => {
    element.textContent = word(element.dataset.word);
  });
}

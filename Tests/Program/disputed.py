"""Names of characters whose width terminals dispute, as people give them."""

NAMES = [
    "plain", "批处理-夜间评测", "emoji 🚀", "naïve café", "α→β “quoted” — ①≠●", "Ёлка",
    "🫩 face", "🪾 tree", "🪉 harp", "🫜 root", "🫪 unicode 17", "🛘 unicode 17", "🩷 heart",
    "🫨 shaking", "🪇 maracas", "🫠 fourteen", "🥲 thirteen", "䷀䷁ hexagrams", "☰☷ trigrams",
    "𝌀𝌁 tai xuan", "㊙㊗ secret", "〰〽 wavy", "🈂🈷 squared", "नमस्ते दुनिया", "தமிழ் பெயர்", "ไทยน้ำ",
    "e\u0301\u0302 marks", "к҇ new mark", "سلام لا إله", "لَا إِلَّا", "👍🏽 tone", "👨\u200d👩\u200d👧 family",
    "❤\ufe0f heart", "1\ufe0f\u20e3 keycap", "🇨🇳 flag", "한글", "ㅎㅏ\u3164", "ᅟᅡ filler",
    "\u302e tone mark", "\u2ffc new ideographic", "ｱｲｳﾞ", "\U00018d80 tangut", "\ue000 private",
    "㉈ circled", "܀ syriac ܑ", "🤻🥆 text",
]  # fmt: skip

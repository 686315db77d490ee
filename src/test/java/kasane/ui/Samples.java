package kasane.ui;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sample pages of the style guide; every person in them is made up. */
final class Samples {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kasane");
    private static final String TOWN = "架空の かさね市";

    private Samples() {}

    /** Page name → html. */
    static Map<String, String> all() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("today", page(frame("きょう", 0).with(Frame.Banner.done("模型川家の訪問を記録しました。")), TODAY));
        pages.put("referral", referral(false));
        pages.put("referral-errors", referral(true));
        pages.put(
                "household",
                page(
                        frame("架空山家", 1).with(strip(0)),
                        HOUSEHOLD.formatted(
                                status(Tone.ACTIVE, "支援中"), status(Tone.DONE, "支援決定"), status(Tone.WAITING, "返事待ち"))));
        pages.put(
                "cases",
                page(
                        frame("支援の一覧", 1),
                        CASES.formatted(
                                status(Tone.ALERT, "期限を3日すぎています"),
                                status(Tone.ACTIVE, "支援中"),
                                status(Tone.CAUTION, "きょうまで"),
                                status(Tone.WAITING, "返事待ち"),
                                status(Tone.ENDED, "終結"))));
        pages.put("statistics", page(frame("月ごとの受付", 4), STATISTICS));
        pages.put(
                "empty",
                page(
                        frame("つなぎ", 2),
                        "<div class=\"page-head\"><h1>つなぎ</h1></div>"
                                + render(
                                        "ui/empty.jte",
                                        Map.of(
                                                "text", "届いたつなぎは、ありません",
                                                "next", "ほかの機関から届くと、ここときょうの画面に出ます。",
                                                "action",
                                                        raw(
                                                                "<a class=\"button button-primary\" href=\"/referrals/new\">つなぐシートを書く</a>")))));
        pages.put(
                "merge",
                page(frame("どちらを残すか、選んでください", 1).with(strip(2)), render("ui/merge.jte", Map.of("merge", merge()))));
        Frame lost = frame("記録が見つかりません", -1);
        pages.put("error-not-found", render("ui/error/not-found.jte", Map.of("frame", lost)));
        pages.put(
                "error-stale",
                render("ui/error/stale.jte", Map.of("frame", frame("ほかの人が先に保存しました", -1), "again", "/cases/1")));
        pages.put("error-expired", render("ui/error/expired.jte", Map.of("frame", Frame.plain("ログインが切れました", TOWN))));
        pages.put(
                "error-unavailable",
                render("ui/error/unavailable.jte", Map.of("frame", Frame.plain("いま記録を開けません", TOWN))));
        pages.put(
                "error-unexpected",
                render("ui/error/unexpected.jte", Map.of("frame", frame("うまくいきませんでした", -1), "reference", "K7F2-09QD")));
        pages.put("error-method", render("ui/error/method.jte", Map.of("frame", frame("この開き方では使えません", -1))));
        pages.put(
                "error-too-large",
                render("ui/error/too-large.jte", Map.of("frame", frame("大きすぎて受け取れません", -1), "limit", "20MB")));
        pages.put("error-unreadable", render("ui/error/unreadable.jte", Map.of("frame", frame("送られた内容を読み取れません", -1))));
        return pages;
    }

    private static Frame frame(String title, int current) {
        List<String> labels = List.of("きょう", "世帯・支援", "つなぎ", "会議", "統計");
        List<String> hrefs = List.of("/", "/cases", "/referrals", "/conferences", "/statistics");
        List<String> keys = List.of("g t", "g c", "g r", "g m", "g s");
        List<Frame.Nav> nav = new java.util.ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            nav.add(new Frame.Nav(labels.get(i), hrefs.get(i), i == current, i == 2 ? 3 : null, keys.get(i)));
        }
        var hat = new Frame.Hat("north", "地域包括支援センター北", "相談員");
        var me = new Frame.Person("見本沢 あおい", hat, List.of(new Frame.Hat("town", "かさね市 福祉総務課", "多機関協働")), List.of());
        return new Frame(title, me, nav, "token", "_csrf", "/", null, TOWN, null, false);
    }

    private static Frame.CaseStrip strip(int current) {
        List<String> labels = List.of("ひと目", "経過", "プラン", "会議", "つなぎ", "書類");
        List<Frame.Nav> tabs = new java.util.ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            tabs.add(new Frame.Nav(labels.get(i), "/households/1/" + i, i == current, i == 4 ? 2 : null, null));
        }
        return new Frame.CaseStrip(
                "架空山家",
                "/households/1",
                3,
                "携帯のみ・留守電不可",
                List.of(
                        new Frame.Consent("トメさん", Tone.DONE, "あり（〜R9.3）"),
                        new Frame.Consent("ヒロシさん", Tone.ENDED, "なし")),
                "地域包括支援センター北",
                null,
                null,
                true,
                tabs);
    }

    private static String referral(boolean refused) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        values.put("to", List.of("north"));
        values.put("phone", List.of("090-0000-0000（携帯のみ・留守電不可）"));
        values.put("issues", List.of("dementia", "money"));
        values.put("urgent", List.of("dementia"));
        values.put("word", List.of("お母さまの物忘れが増え、通帳が見つからないと息子さんから相談がありました。\n家賃が2か月おくれています。"));
        values.put("received", List.of(refused ? "令和0年13月40日" : "R8.6.3"));
        if (refused) {
            errors.put("name", "お名前を入れてください。わからないときは「不明」と書けます。");
            errors.put("received", "「令和0年13月40日」は、ない日付です。例：R8.6.3");
            errors.put("consent", "ご本人の同意について、1つ選んでください。");
        } else {
            values.put("name", List.of("架空山 トメ"));
            values.put("consent", List.of("given"));
        }
        var form = new FormView(
                "0197f3a0",
                refused ? 3 : null,
                "token",
                values,
                errors,
                refused ? new FormView.DraftNote("6月3日 10:32", "/drafts/0197f3a0/discard") : null);
        var agencies = List.of(Option.of("north", "地域包括支援センター北"), Option.of("shakyo", "かさね市社会福祉協議会"));
        var issues = List.of(
                Option.of("dementia", "認知症"),
                Option.of("care", "介護"),
                Option.of("money", "お金・家計"),
                Option.of("debt", "滞納・借金"),
                Option.of("mind", "こころ"),
                Option.of("disability", "障害"),
                Option.of("hikikomori", "ひきこもり"),
                Option.of("school", "学校・不登校"),
                Option.of("child", "子育て"),
                Option.of("work", "仕事"),
                Option.of("house", "住まい・ごみ"),
                Option.of("violence", "暴力・虐待のおそれ"));
        var consent = List.of(
                new Option("given", "いただいた", "だれに、何を、何のために伝えるかを説明カードで示しました。"),
                new Option("notyet", "まだ", "案内カードを印刷して、ご本人にお渡しします。"),
                new Option("danger", "命・身体の危険がある", "同意を待たずに、すぐ電話してください。送ったあと理由を記録します。"));
        String fields = field("select", form, "to", "だれに", Map.of("options", agencies, "required", true))
                + field("text", form, "name", "お名前", Map.of("required", true))
                + field("text", form, "phone", "連絡先", Map.of("hint", "安全に連絡できる方法も書いてください。"))
                + field(
                        "issues",
                        form,
                        "issues",
                        "困りごと",
                        Map.of("options", issues, "urgent", "urgent", "required", true))
                + field("textarea", form, "word", "ひとこと", Map.of("hint", "見たこと・聞いたことと、そう思ったことを分けて書くと伝わります。"))
                + field("radios", form, "consent", "ご本人の同意", Map.of("options", consent, "required", true));
        String more = field("date", form, "received", "相談を受けた日", Map.of("required", true))
                + field("time", form, "at", "時刻", Map.of())
                + field(
                        "checkboxes",
                        form,
                        "how",
                        "受け方",
                        Map.of(
                                "inline",
                                true,
                                "options",
                                List.of(
                                        Option.of("phone", "電話"),
                                        Option.of("visit", "訪問"),
                                        Option.of("desk", "窓口"),
                                        Option.of("mail", "手紙・メール"))));
        return page(
                frame("つなぐシート", 2).with(form),
                "<div class=\"page-head\"><h1>つなぐシート</h1></div>"
                        + render("ui/form/errors.jte", Map.of("form", form))
                        + "<form class=\"form\" method=\"post\" action=\"/referrals\" data-draft>"
                        + render("ui/form/hidden.jte", Map.of("form", form))
                        + "<div class=\"form-sheet\">" + fields + "</div>"
                        + "<h2 class=\"form-title\">受付のこと</h2><div class=\"form-sheet\">" + more + "</div>"
                        + "<div class=\"form-end\"><button type=\"submit\" class=\"button button-primary\">送る</button>"
                        + "<a class=\"button\" href=\"/\">やめる</a>"
                        + render("ui/form/draftstate.jte", Map.of("form", form)) + "</div></form>");
    }

    private static MergeView merge() {
        var form = new FormView(
                "0197f3a1",
                8,
                "token",
                Map.of("goal", List.of("…"), "note", List.of("…"), "next", List.of("2026-07-01")),
                Map.of(),
                null);
        return new MergeView(
                "架空山家のプラン",
                "模型川 けん（社会福祉協議会）",
                "きょう 10:28",
                "/plans/1/merges",
                form,
                List.of(
                        new MergeView.Field(
                                "goal",
                                "目標1",
                                "通帳を一緒にさがし、家賃の相談を6月中に終える。",
                                "家計相談につなぎ、家賃の分割払いを6月20日までに決める。",
                                "家賃のおくれをなくす。",
                                false),
                        new MergeView.Field("note", "見立て", "物忘れは昨年の秋から。受診はまだ。", "息子さんの負担が大きい。受診の付き添いが要る。", "", true),
                        new MergeView.Field("next", "つぎの訪問", "R8.7.1", "R8.6.20", "R8.6.20", false),
                        new MergeView.Field("lead", "主担当", "地域包括支援センター北", "地域包括支援センター北", "地域包括支援センター北", false)),
                "/plans/1");
    }

    private static String field(String kind, FormView form, String name, String label, Map<String, Object> more) {
        Map<String, Object> params = new LinkedHashMap<>(more);
        params.put("form", form);
        params.put("name", name);
        params.put("label", label);
        return render("ui/field/" + kind + ".jte", params);
    }

    private static String status(Tone tone, String text) {
        return render("ui/status.jte", Map.of("tone", tone, "text", text));
    }

    private static String page(Frame frame, String html) {
        return render("ui/layout.jte", Map.of("frame", frame, "content", raw(html)));
    }

    private static Content raw(String html) {
        return output -> output.writeContent(html);
    }

    private static String render(String template, Map<String, Object> params) {
        var output = new StringOutput();
        ENGINE.render(template, params, output);
        return output.toString();
    }

    private static final String TODAY = """
            <div class="page-head"><h1>きょう <span class="when-note">令和8年6月3日（水）</span></h1>
            <div class="actions"><a class="button button-primary" href="/intake/new" data-key="n">＋ 相談を受ける</a><a class="button" href="/referrals/new">＋ つなぐ</a></div></div>
            <div class="railed">
            <nav class="rail" aria-label="しごとのまとまり"><ul>
            <li><a href="#overdue" aria-current="true">期限切れ<b>2</b></a></li><li><a href="#today">きょうまで<b>3</b></a></li>
            <li><a href="#week">今週<b>11</b></a></li><li><a href="#meetings">わたしの会議<b>3</b></a></li><li><a href="#changes">変わったこと<b>1</b></a></li>
            </ul></nav>
            <div class="stack">
            <section class="sheet sheet-flush" id="overdue"><h2>期限切れ</h2>
            <table class="list list-aligned"><thead><tr><th scope="col">しごと</th><th scope="col" class="w-m">世帯</th><th scope="col" class="w-l">だれから</th><th scope="col" class="w-s">期限</th><th scope="col" class="act"><span class="unseen">つぎの一手</span></th></tr></thead><tbody>
            <tr><td data-label="しごと">返事がまだのつなぎ</td><th scope="row" data-label="世帯"><a href="/households/1">架空山家</a></th><td data-label="だれから">税務課</td><td data-label="期限"><span class="status" data-tone="alert"><svg class="shape" data-tone="alert" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path class="shape-fill" d="M6 .8 11.6 11H.4z"/></svg>きのう</span></td><td class="act"><a class="button button-small" href="/referrals/1">受け取る</a></td></tr>
            <tr><td data-label="しごと">モニタリング <span class="sub">訪問 2か月目</span></td><th scope="row" data-label="世帯"><a href="/households/2">例島家</a></th><td data-label="だれから">プラン 第1版</td><td data-label="期限"><span class="status" data-tone="alert"><svg class="shape" data-tone="alert" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path class="shape-fill" d="M6 .8 11.6 11H.4z"/></svg>3日まえ</span></td><td class="act"><a class="button button-small" href="/monitoring/1">記録する</a></td></tr>
            </tbody></table></section>
            <section class="sheet sheet-flush" id="today"><h2>きょうまで</h2>
            <table class="list list-aligned"><thead><tr><th scope="col">しごと</th><th scope="col" class="w-m">世帯</th><th scope="col" class="w-l">だれから</th><th scope="col" class="w-s">期限</th><th scope="col" class="act"><span class="unseen">つぎの一手</span></th></tr></thead><tbody>
            <tr><td data-label="しごと">モニタリング <span class="sub">訪問 3か月目</span></td><th scope="row" data-label="世帯"><a href="/households/3">模型川家</a></th><td data-label="だれから">プラン 第2版</td><td data-label="期限">きょう</td><td class="act"><a class="button button-small" href="/monitoring/2">記録する</a></td></tr>
            <tr><td data-label="しごと">情報収集の依頼</td><th scope="row" data-label="世帯"><a href="/households/2">例島家</a></th><td data-label="だれから">多機関協働（福祉総務課）</td><td data-label="期限">きょう</td><td class="act"><a class="button button-small" href="/requests/1">答える</a></td></tr>
            <tr><td data-label="しごと">会議の日程の返事</td><th scope="row" data-label="世帯"><a href="/households/4">見本沢家</a></th><td data-label="だれから">社会福祉協議会</td><td data-label="期限">きょう 17:00</td><td class="act"><a class="button button-small" href="/conferences/1">答える</a></td></tr>
            </tbody></table></section>
            <section class="sheet sheet-flush" id="changes"><h2>変わったこと</h2>
            <ul class="entries"><li>仮名原家のプランが改訂されました（第2版、きのう）　<a href="/plans/2">見る</a></li></ul></section>
            </div></div>
            """;

    private static final String HOUSEHOLD = """
            <div class="page-head"><h1>ひと目</h1><div class="actions"><a class="button" href="/households/1/preview">ほかの機関からの見え方</a>
            <details class="menu"><summary class="button button-primary">記録する</summary><div class="menu-body"><a class="menu-item" href="/c/1">電話・訪問の記録</a><a class="menu-item" href="/c/2">モニタリング</a><a class="menu-item" href="/c/3">緊急の開示</a></div></details></div></div>
            <div class="columns">
            <div class="stack"><section class="sheet"><h2>家族とつながり</h2>
            <figure class="diagram"><svg viewBox="0 0 420 230" width="420" height="230" role="img" aria-label="架空山家のジェノグラム。82歳の夫と80歳のトメさん、離婚した54歳のヒロシさん、10歳の孫。"><g fill="none" stroke="currentColor" stroke-width="1.5"><rect x="110" y="20" width="44" height="44"/><circle cx="262" cy="42" r="22"/><path d="M154 42h86M197 42v66M197 152v40"/><rect x="175" y="108" width="44" height="44" stroke-width="3"/></g><g fill="currentColor" font-size="15" text-anchor="middle"><text x="132" y="47">82</text><text x="262" y="47">80</text><text x="197" y="135">54</text><text x="262" y="82">トメ</text><text x="252" y="135">ヒロシ</text><text x="197" y="212">10</text></g></svg></figure></section>
            <section class="sheet sheet-flush"><div class="sheet-head"><h2>経過</h2><a href="/households/1/1">すべて見る（28件）</a></div>
            <ol class="entries"><li><p class="entry-head"><span>R8.6.2 10:15</span><span>訪問</span><span>地域包括北　見本沢</span></p><dl><div class="entry-part"><dt>事実</dt><dd>玄関に請求書が5通あった。トメさんは「息子が全部やっている」と話した。</dd></div><div class="entry-part"><dt>見立て</dt><dd>家計の管理が難しくなっている。家計相談の同席を提案したい。</dd></div></dl></li>
            <li><p class="entry-head"><span>R8.5.28 14:00</span><span>電話</span><span>社会福祉協議会　模型川</span></p><dl><div class="entry-part"><dt>事実</dt><dd>ヒロシさんから、家賃の相談。2か月おくれ。</dd></div></dl></li></ol></section>
            </div>
            <div class="stack"><section class="sheet sheet-flush"><h2>いま</h2>
            <dl class="facts">
            <div><dt>課題</dt><dd><ul class="chips"><li class="chip chip-main">◎ 認知症（トメ）</li><li class="chip">経済的困難</li><li class="chip">不登校</li></ul></dd></div>
            <div><dt>だれが</dt><dd><ul class="chips"><li class="chip chip-main">地域包括北（主）</li><li class="chip">障害相談</li><li class="chip">学校</li><li class="chip">医療</li></ul></dd></div>
            <div><dt>状態</dt><dd>%s</dd></div>
            <div><dt>決めたこと</dt><dd>プラン 第2版　R8.6.3　%s</dd></div>
            <div><dt>つぎ</dt><dd>6月20日 訪問　地域包括北<br>7月1日 再会議　%s</dd></div>
            </dl></section>
            <section class="sheet"><h2>気をつけること</h2><p class="notice" data-tone="caution"><svg class="shape" data-tone="caution" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path class="shape-fill" d="M6 .4 11.6 6 6 11.6.4 6z"/></svg><span>電話は携帯だけ。留守番電話に残さない。訪問は午前。</span></p></section>
</div>
            </div>
            """;

    private static final String CASES = """
            <div class="page-head"><h1>支援の一覧</h1><div class="actions"><a class="button button-primary" href="/intake/new">＋ 相談を受ける</a><a class="button" href="/cases.xlsx">Excelで保存</a></div></div>
            <div class="sheet sheet-flush"><table class="list"><thead><tr><th scope="col">世帯</th><th scope="col">状態</th><th scope="col">主担当</th><th scope="col">つぎ</th><th scope="col" class="num">関わる機関</th><th scope="col" class="num">開始</th></tr></thead><tbody>
            <tr><th scope="row" data-label="世帯"><a href="/households/1">架空山家</a><span class="sub">かくうやま　3人</span></th><td data-label="状態">%s</td><td data-label="主担当">地域包括支援センター北</td><td data-label="つぎ">返事を出す　税務課</td><td class="num" data-label="関わる機関">5</td><td class="num" data-label="開始">R8.1.15</td></tr>
            <tr><th scope="row" data-label="世帯"><a href="/households/2">例島家</a><span class="sub">れいじま　4人</span></th><td data-label="状態">%s</td><td data-label="主担当">社会福祉協議会</td><td data-label="つぎ">6月20日 訪問</td><td class="num" data-label="関わる機関">12</td><td class="num" data-label="開始">R7.11.4</td></tr>
            <tr><th scope="row" data-label="世帯"><a href="/households/3">模型川家</a><span class="sub">もけいがわ　2人</span></th><td data-label="状態">%s</td><td data-label="主担当">地域包括支援センター北</td><td data-label="つぎ">モニタリング</td><td class="num" data-label="関わる機関">3</td><td class="num" data-label="開始">R8.3.1</td></tr>
            <tr><th scope="row" data-label="世帯"><a href="/households/4">見本沢家</a><span class="sub">みほんざわ　1人</span></th><td data-label="状態">%s</td><td data-label="主担当">障害者相談支援センター</td><td data-label="つぎ">日程の返事を待つ</td><td class="num" data-label="関わる機関">4</td><td class="num" data-label="開始">R8.4.22</td></tr>
            <tr><th scope="row" data-label="世帯"><a href="/households/5">仮名原家</a><span class="sub">かなはら　5人</span></th><td data-label="状態">%s</td><td data-label="主担当">こども家庭センター</td><td data-label="つぎ"><span class="none">なし</span></td><td class="num" data-label="関わる機関">7</td><td class="num" data-label="開始">R6.9.30</td></tr>
            </tbody></table></div>
            """;

    private static final String STATISTICS = """
            <div class="page-head"><h1>月ごとの受付</h1><div class="actions"><a class="button" href="/s.xlsx">Excelで保存</a></div></div>
            <div class="sheet sheet-flush list-scroll" tabindex="0" role="region" aria-label="月ごとの受付"><table class="list list-fixed"><caption>令和8年度　受付の件数</caption><thead><tr><th scope="col">機関</th><th scope="col" class="num">4月</th><th scope="col" class="num">5月</th><th scope="col" class="num">6月</th><th scope="col" class="num">合計</th></tr></thead><tbody>
            <tr><th scope="row">地域包括支援センター北</th><td class="num"><a href="#a">12</a></td><td class="num"><a href="#b">9</a></td><td class="num"><a href="#c">14</a></td><td class="num"><a href="#d">35</a></td></tr>
            <tr><th scope="row">社会福祉協議会</th><td class="num"><a href="#a">108</a></td><td class="num"><a href="#b">97</a></td><td class="num"><a href="#c">121</a></td><td class="num"><a href="#d">326</a></td></tr>
            <tr><th scope="row">こども家庭センター</th><td class="num"><a href="#a">31</a></td><td class="num"><a href="#b">28</a></td><td class="num"><a href="#c">40</a></td><td class="num"><a href="#d">99</a></td></tr>
            <tr class="list-total"><th scope="row">合計</th><td class="num">151</td><td class="num">134</td><td class="num">175</td><td class="num">460</td></tr>
            </tbody></table></div>
            """;
}

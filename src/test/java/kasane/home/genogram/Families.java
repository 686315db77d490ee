package kasane.home.genogram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.home.genogram.Family.Bond;
import kasane.home.genogram.Family.Child;
import kasane.home.genogram.Family.Couple;
import kasane.home.genogram.Family.Person;
import kasane.home.genogram.Family.Shape;
import kasane.home.genogram.Family.Siblings;

/** Made-up families whose pictures are kept. */
final class Families {
    private Families() {}

    static Person man(String id, String age, String note) {
        return new Person(id, Shape.SQUARE, age, id, note, true, false);
    }

    static Person woman(String id, String age, String note) {
        return new Person(id, Shape.CIRCLE, age, id, note, true, false);
    }

    static Person away(Person p) {
        return new Person(p.id(), p.shape(), p.age(), p.name(), p.note(), false, p.dead());
    }

    static Person dead(Person p) {
        return new Person(p.id(), p.shape(), p.age(), p.name(), p.note(), p.here(), true);
    }

    static Map<String, Drawing> all() {
        Map<String, Drawing> all = new LinkedHashMap<>();
        all.put("kakuyama", Ecomap.around(Genogram.draw(kakuyama()), agencies(7)));
        all.put("wide", Genogram.draw(wide()));
        all.put(
                "alone",
                Ecomap.around(
                        Genogram.draw(new Family(
                                List.of(new Person("不明", Shape.DIAMOND, "", "氏名不明", "", true, false)),
                                List.of(),
                                List.of(),
                                List.of())),
                        agencies(1)));
        all.put(
                "siblings",
                Ecomap.around(
                        Genogram.draw(new Family(
                                List.of(man("ケン", "61", "本人"), woman("サチ", "58", "妹"), away(man("マサ", "55", "弟"))),
                                List.of(),
                                List.of(),
                                List.of(new Siblings("ケン", "サチ"), new Siblings("サチ", "マサ")))),
                        agencies(2)));
        return all;
    }

    /** 80代の夫婦、離別した息子、その子; the former wife lives elsewhere. */
    static Family kakuyama() {
        return new Family(
                List.of(
                        woman("トメ", "82", "本人"),
                        man("ショウゾウ", "84", "夫"),
                        man("ヒロシ", "54", "長男"),
                        away(woman("ヨウコ", "50", "")),
                        away(woman("マチコ", "57", "長女")),
                        man("ハル", "10", "孫")),
                List.of(new Couple("トメ", "ショウゾウ", Bond.MARRIED, false), new Couple("ヒロシ", "ヨウコ", Bond.DIVORCED, false)),
                List.of(
                        new Child("トメ", "ヒロシ"), new Child("ショウゾウ", "ヒロシ"),
                        new Child("トメ", "マチコ"), new Child("ショウゾウ", "マチコ"),
                        new Child("ヒロシ", "ハル"), new Child("ヨウコ", "ハル")),
                List.of());
    }

    /** Both sides' grandparents, a second marriage, a lone parent. */
    static Family wide() {
        return new Family(
                List.of(
                        dead(away(man("フ一", "80", ""))),
                        away(woman("ボ一", "79", "")),
                        away(man("フ二", "77", "")),
                        away(woman("ボ二", "75", "")),
                        man("タロウ", "50", "本人"),
                        woman("ハナ", "48", "妻"),
                        away(woman("前妻", "49", "")),
                        man("一郎", "22", "長男"),
                        woman("二葉", "15", "長女"),
                        man("三太", "12", "二男"),
                        new Person("ミライ", Shape.DIAMOND, "1", "ミライ", "孫", true, false)),
                List.of(
                        new Couple("フ一", "ボ一", Bond.WIDOWED, false), new Couple("フ二", "ボ二", Bond.MARRIED, false),
                        new Couple("タロウ", "ハナ", Bond.COMMON_LAW, true), new Couple("タロウ", "前妻", Bond.DIVORCED, false)),
                List.of(
                        new Child("フ一", "タロウ"),
                        new Child("ボ一", "タロウ"),
                        new Child("フ二", "ハナ"),
                        new Child("ボ二", "ハナ"),
                        new Child("タロウ", "一郎"),
                        new Child("前妻", "一郎"),
                        new Child("タロウ", "二葉"),
                        new Child("ハナ", "二葉"),
                        new Child("タロウ", "三太"),
                        new Child("ハナ", "三太"),
                        new Child("一郎", "ミライ")),
                List.of());
    }

    static List<Ecomap.Agency> agencies(int n) {
        return List.of(
                        new Ecomap.Agency("地域包括支援センター北", "介護", true),
                        new Ecomap.Agency("障害者相談支援センターかさね", "障害", false),
                        new Ecomap.Agency("かさね市立見本小学校", "学校", false),
                        new Ecomap.Agency("こども家庭センター", "子ども", false),
                        new Ecomap.Agency("自立相談支援センターかさね", "困窮", false),
                        new Ecomap.Agency("福祉総合支援課 多機関協働係", "市役所", false),
                        new Ecomap.Agency("税務課収納係", "市役所", false))
                .subList(0, n);
    }
}

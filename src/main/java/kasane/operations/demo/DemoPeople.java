package kasane.operations.demo;

import java.util.List;
import java.util.Set;
import kasane.gate.Duty;

/** The agencies and the people of かさね市; every name is visibly made up. */
public final class DemoPeople {

    private DemoPeople() {}

    /** The same for all of them: a demonstration holds nothing worth guessing. */
    public static final String PASSWORD = "kasane-demo";

    /** An agency of the town. */
    public record DemoAgency(
            String key,
            String name,
            String kana,
            String kind,
            List<String> fields,
            boolean municipal,
            String ownSecrecy,
            String phone,
            String does,
            String doesNot,
            String contact) {

        /** The last digit tells the two numbers apart. */
        public String fax() {
            return phone.substring(0, phone.length() - 1) + "9";
        }

        /** Nobody can be passed on to those who only run the system or inspect the log. */
        public boolean takesReferrals() {
            return !key.equals("system") && !key.equals("soumu");
        }
    }

    /** A person of the staff, the agency of each hat and the duties in it. */
    public record DemoPerson(String login, String name, String kana, String title, List<DemoHat> hats, String story) {}

    /** One hat. */
    public record DemoHat(String agency, Set<Duty> duties) {}

    public static List<DemoAgency> agencies() {
        return List.of(
                agency(
                        "tax",
                        "税務課収納係",
                        "ぜいむかしゅうのうがかり",
                        "CITY_OFFICE",
                        List.of(),
                        true,
                        "地方税法22条",
                        "0000-10-1100",
                        "税の納付の相談、分割納付",
                        "生活全般の相談",
                        "収納係 内線110"),
                agency(
                        "houkatsu",
                        "地域包括支援センター北",
                        "ちいきほうかつしえんせんたーきた",
                        "COMMUNITY_SUPPORT_CENTER",
                        List.of("CARE"),
                        false,
                        "",
                        "0000-10-2200",
                        "高齢者とその家族の相談、介護予防、見守り",
                        "金銭の貸付",
                        "総合相談 担当まで"),
                agency(
                        "shougai",
                        "障害者相談支援センターかさね",
                        "しょうがいしゃそうだんしえんせんたーかさね",
                        "DISABILITY_CONSULTATION",
                        List.of("DISABILITY"),
                        false,
                        "",
                        "0000-10-3300",
                        "障害のある方と家族の相談、サービス等利用計画",
                        "診断・治療",
                        "相談支援専門員まで"),
                agency(
                        "jiritsu",
                        "自立相談支援センターかさね",
                        "じりつそうだんしえんせんたーかさね",
                        "SELF_RELIANCE",
                        List.of("POVERTY"),
                        false,
                        "",
                        "0000-10-4400",
                        "仕事・家計・住まいの困りごとの相談",
                        "生活保護の決定",
                        "主任相談支援員まで"),
                agency(
                        "kodomo",
                        "こども家庭センター",
                        "こどもかていせんたー",
                        "CHILD_FAMILY_CENTER",
                        List.of("CHILD"),
                        true,
                        "",
                        "0000-10-5500",
                        "子どもと家庭の相談、児童虐待の通告の受付",
                        "一時保護の決定",
                        "相談係 24時間転送"),
                agency(
                        "takikan",
                        "福祉総合支援課 多機関協働係",
                        "ふくしそうごうしえんかたきかんきょうどうがかり",
                        "CITY_OFFICE",
                        List.of("CARE", "DISABILITY", "CHILD", "POVERTY"),
                        true,
                        "",
                        "0000-10-6600",
                        "複雑な課題のときほぐし、重層的支援会議",
                        "窓口での一次相談",
                        "相談支援包括化推進員まで"),
                agency(
                        "school",
                        "かさね市立見本小学校",
                        "かさねしりつみほんしょうがっこう",
                        "SCHOOL",
                        List.of("CHILD"),
                        true,
                        "",
                        "0000-10-7700",
                        "在籍する児童と家庭の相談",
                        "夜間・休日の対応",
                        "教頭またはスクールソーシャルワーカー"),
                agency(
                        "clinic",
                        "見本台クリニック",
                        "みほんだいくりにっく",
                        "MEDICAL",
                        List.of(),
                        false,
                        "",
                        "0000-10-8100",
                        "精神科・もの忘れの外来、訪問診療",
                        "夜間・休日の救急",
                        "相談室 精神保健福祉士まで"),
                agency(
                        "minsei",
                        "民生委員・児童委員（北地区）",
                        "みんせいいいんじどういいんきたちく",
                        "COMMISSIONER",
                        List.of(),
                        false,
                        "",
                        "0000-10-8200",
                        "北地区の見守り、訪問、つなぎ",
                        "金銭の管理",
                        "北地区の担当まで"),
                agency(
                        "shakyo",
                        "社会福祉協議会",
                        "しゃかいふくしきょうぎかい",
                        "SOCIAL_WELFARE_COUNCIL",
                        List.of(),
                        false,
                        "",
                        "0000-10-8300",
                        "生活福祉資金の貸付、地域の居場所、ボランティア",
                        "その日の現金の貸付",
                        "地域福祉係まで"),
                agency(
                        "naika",
                        "見本台内科医院",
                        "みほんだいないかいいん",
                        "MEDICAL",
                        List.of("OTHER"),
                        false,
                        "",
                        "0000-10-8400",
                        "内科の診療、往診",
                        "夜間の往診",
                        "受付まで"),
                agency(
                        "soumu",
                        "総務課 情報公開・個人情報保護係",
                        "そうむかじょうほうこうかいこじんじょうほうほごがかり",
                        "CITY_OFFICE",
                        List.of(),
                        true,
                        "",
                        "0000-10-9500",
                        "だれが何を見たかの説明、閲覧の点検",
                        "相談の受付",
                        "個人情報保護担当 内線950"),
                agency(
                        "system",
                        "情報政策課",
                        "じょうほうせいさくか",
                        "CITY_OFFICE",
                        List.of(),
                        true,
                        "",
                        "0000-10-9900",
                        "システムの設定と利用者の登録",
                        "相談の受付",
                        "情報係 内線990"));
    }

    public static List<DemoPerson> people() {
        return List.of(
                person("zei", "見本沢タクミ", "みほんざわたくみ", "主事", "税の窓口で、納付の相談から暮らしの困りごとに気づく", hat("tax")),
                person("houkatsu", "例示原ミドリ", "れいじばらみどり", "社会福祉士", "つなぐシートを受け取り、高齢の夫婦を訪ねる", hat("houkatsu")),
                person(
                        "houkatsu2",
                        "仮名森アオイ",
                        "かなもりあおい",
                        "センター長",
                        "包括北の管理者。止まっている仕事に気づく",
                        hat("houkatsu", Duty.MANAGER)),
                person("shougai", "架空野ヒカリ", "かくうのひかり", "相談支援専門員", "精神疾患のある息子の相談を受ける", hat("shougai")),
                person("jiritsu", "模型川ツバサ", "もけいがわつばさ", "主任相談支援員", "仕事と家計の相談", hat("jiritsu")),
                person("kodomo", "試作田ノゾミ", "しさくだのぞみ", "子ども家庭支援員", "ネグレクトの通告を受ける", hat("kodomo")),
                person(
                        "suishin",
                        "手本坂カナメ",
                        "てほんざかかなめ",
                        "相談支援包括化推進員",
                        "解きほぐし、会議、プラン、もどしまで",
                        hat("takikan", Duty.COORDINATOR)),
                person(
                        "kacho",
                        "雛型谷イズミ",
                        "ひながたやいずみ",
                        "課長",
                        "支援決定をする",
                        hat("takikan", Duty.MUNICIPAL_DECIDER, Duty.MANAGER)),
                person(
                        "gakkou",
                        "例題橋マナブ",
                        "れいだいばしまなぶ",
                        "スクールソーシャルワーカー",
                        "学校と、週一日は自立相談支援でも働く",
                        hat("school"),
                        hat("jiritsu")),
                person("iryou", "模造台シオリ", "もぞうだいしおり", "精神保健福祉士", "通院する親子の相談を受ける", hat("clinic")),
                person("minsei", "仮設森ユタカ", "かせつもりゆたか", "民生委員・児童委員", "地域の見守りで気づいた世帯をつなぐ", hat("minsei")),
                person("shakyo", "図例浜ナギサ", "ずれいはまなぎさ", "地域福祉コーディネーター", "貸付の相談と、地域の居場所", hat("shakyo")),
                person(
                        "hogo",
                        "点検台サトル",
                        "てんけんだいさとる",
                        "主査",
                        "だれが何を見たかに答え、閲覧を点検する。相談の中身は見えない",
                        hat("soumu", Duty.PRIVACY_OFFICER)),
                person("hogo2", "照合坂カヨ", "しょうごうざかかよ", "係長", "秘匿の記録の照会を、二人目として確かめる", hat("soumu", Duty.PRIVACY_OFFICER)),
                person(
                        "system",
                        "設定台ハジメ",
                        "せっていだいはじめ",
                        "主任",
                        "利用者と機関を登録する。相談の中身は見えない",
                        hat("system", Duty.SYSTEM_ADMINISTRATOR)));
    }

    private static DemoAgency agency(
            String key,
            String name,
            String kana,
            String kind,
            List<String> fields,
            boolean municipal,
            String ownSecrecy,
            String phone,
            String does,
            String doesNot,
            String contact) {
        return new DemoAgency(key, name, kana, kind, fields, municipal, ownSecrecy, phone, does, doesNot, contact);
    }

    private static DemoPerson person(
            String login, String name, String kana, String title, String story, DemoHat... hats) {
        return new DemoPerson(login, name, kana, title, List.of(hats), story);
    }

    private static DemoHat hat(String agency, Duty... duties) {
        return new DemoHat(agency, Set.of(duties));
    }
}

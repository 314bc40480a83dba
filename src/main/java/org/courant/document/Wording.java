package org.courant.document;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.springframework.web.util.HtmlUtils;

/// Plain words and addresses as feed readers take them.
final class Wording {
  private static final Pattern MARKUP = Pattern.compile("</\\w+>");
  private static final Pattern DOUBTFUL = Pattern.compile("(?U)</\\w+>|&[#\\w]");
  private static final Pattern REFERENCE = Pattern.compile("(?U)&(?=(#?\\w+))");

  /// The languages that strict readers know: two letters of ISO 639-1, or three of ISO 639-2. BCP
  /// 47 has thousands more, which they take for errors.
  static final Set<String> LANGUAGES =
      Stream.concat(
              Stream.of(Locale.getISOLanguages()), Stream.of(threeLetters().strip().split("\\s+")))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern BRACKETED = Pattern.compile("<[^<>]*>");

  private Wording() {}

  /// Whether everybody takes the words for HTML, against the letter of RSS.
  static boolean looksLikeMarkup(String words) {
    return MARKUP.matcher(words).find();
  }

  /// Whether a strict reader would ask if the words are HTML that is not declared as such.
  static boolean doubtful(String words) {
    return DOUBTFUL.matcher(words).find();
  }

  static String escaped(String words) {
    return HtmlUtils.htmlEscape(words, "UTF-8");
  }

  /// Names are no place for markup and e-mail addresses, and no format can say that they are HTML.
  static List<String> names(List<String> names) {
    return names.stream().map(Wording::name).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static String name(String name) {
    var plain = BRACKETED.matcher(Parser.unescapeEntities(scrub(name), false)).replaceAll(" ");
    if (doubtful(plain)) {
      plain =
          REFERENCE
              .matcher(plain)
              .replaceAll(and -> isReference(and.group(1)) ? "& " : "&")
              .replace('<', ' ');
    }
    return plain.replaceAll("\\s+", " ").strip();
  }

  private static boolean isReference(String name) {
    return !name.codePoints().allMatch(Character::isLetter)
        || !Parser.unescapeEntities("&" + name + ";", false).startsWith("&");
  }

  /// The language, where its tag (BCP 47) begins with one that strict readers know.
  static Optional<String> language(String tag) {
    var locale = Locale.forLanguageTag(tag);
    return LANGUAGES.contains(locale.getLanguage())
        ? Optional.of(locale.toLanguageTag())
        : Optional.empty();
  }

  /// An address in the letters that RFC 3986 allows: Java lets brackets pass in a query. No path is
  /// written as the path that it means.
  static String address(URI address) {
    var text = address.toASCIIString();
    int from = text.indexOf("//") + 2;
    int end = from;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    var rest = text.substring(end).replace("[", "%5B").replace("]", "%5D");
    boolean pathless = !rest.isEmpty() && !rest.startsWith("/");
    return text.substring(0, end) + (pathless ? "/" : "") + rest;
  }

  /// Whether strict readers take it: they know IPv6 no more than XML of 1998 does.
  static boolean isNamed(URI address) {
    return address.getHost() != null && !address.getHost().startsWith("[");
  }

  /// Without what XML 1.0 forbids, one letter of which would abort the whole document, and without
  /// what XML and HTML discourage; the mark of a letter lost before us becomes a question mark.
  static String scrub(String text) {
    var clean = text.codePoints().allMatch(Wording::harmless) ? text : scrubbed(text);
    var decoded = decoded(clean);
    return decoded.equals(clean) ? clean : scrub(decoded);
  }

  /// UTF-8 that was taken for Latin-1 somewhere before us, such as `Ã©` for `é`: only where the
  /// whole text can be nothing else.
  private static String decoded(String text) {
    boolean suspect = text.indexOf('\u00C2') >= 0 || text.indexOf('\u00C3') >= 0;
    if (!suspect || text.chars().anyMatch(c -> c > 0xFF)) {
      return text;
    }
    try {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return text;
    }
  }

  private static String scrubbed(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0xFFFD ? '?' : c)
        .filter(Wording::harmless)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean harmless(int c) {
    if (c < 0x20) {
      return c == '\n' || c == '\t';
    }
    boolean control = c >= 0x7F && c <= 0x9F;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return !control && !surrogate && !nonCharacter && c != 0xFFFD;
  }

  private static String threeLetters() {
    return """
      aar abk ace ach ada ady afa afh afr ain aka akk alb ale alg alt amh ang anp apa ara arc arg
      arm arn arp art arw asm ast ath aus ava ave awa aym aze bad bai bak bal bam ban baq bas bat
      bej bel bem ben ber bho bih bik bin bis bla bnt bod bos bra bre btk bua bug bul bur byn cad
      cai car cat cau ceb cel ces cha chb che chg chi chk chm chn cho chp chr chu chv chy cmc cop
      cor cos cpe cpf cpp cre crh crp csb cus cym cze dak dan dar day del den deu dgr din div doi
      dra dsb dua dum dut dyu dzo efi egy eka ell elx eng enm epo est eus ewe ewo fan fao fas fat
      fij fil fin fiu fon fra fre frm fro frr frs fry ful fur gaa gay gba gem geo ger gez gil gla
      gle glg glv gmh goh gon gor got grb grc gre grn gsw guj gwi hai hat hau haw heb her hil him
      hin hit hmn hmo hrv hsb hun hup hye iba ibo ice ido iii ijo iku ile ilo ina inc ind ine inh
      ipk ira iro isl ita jav jbo jpn jpr jrb kaa kab kac kal kam kan kar kas kat kau kaw kaz kbd
      kha khi khm kho kik kin kir kmb kok kom kon kor kos kpe krc krl kro kru kua kum kur kut lad
      lah lam lao lat lav lez lim lin lit lol loz ltz lua lub lug lui lun luo lus mac mad mag mah
      mai mak mal man mao map mar mas may mdf mdr men mga mic min mis mkd mkh mlg mlt mnc mni mno
      moh mon mos mri msa mul mun mus mwl mwr mya myn myv nah nai nap nau nav nbl nde ndo nds nep
      new nia nic niu nld nno nob nog non nor nso nub nwc nya nym nyn nyo nzi oci oji ori orm osa
      oss ota oto paa pag pal pam pan pap pau peo per phi phn pli pol pon por pra pro pus que raj
      rap rar roa roh rom ron rum run rup rus sad sag sah sai sal sam san sas sat scn sco sel sem
      sga sgn shn sid sin sio sit sla slk slo slv sma sme smi smj smn smo sms sna snd snk sog som
      son sot spa sqi srd srn srp srr ssa ssw suk sun sus sux swa swe syc syr tah tai tam tat tel
      tem ter tet tgk tgl tha tib tig tir tiv tkl tlh tli tmh tog ton tpi tsi tsn tso tuk tum tup
      tur tut tvl twi tyv udm uga uig ukr umb und urd uzb vai ven vie vol vot wak wal war was wel
      wen wln wol xal xho yao yap yid yor ypk zap zen zha zho znd zul zun
      """;
  }
}

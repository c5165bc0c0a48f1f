#include "atrium-section-kind.h"

#include <string.h>

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80

/*
 * A title is folded to words ("🎖 Honors & Awards" is "honors awards") and looked up in a
 * table of word stems. Stems of scripts without spaces may begin anywhere. The most
 * telling stem wins ("Teaching Experience" is about teaching, "Project Experience" about
 * projects), of equals the first one.
 */
typedef struct
{
  AtriumKind  kind;
  guint       weight;
  const char *stems;       /* separated by |; one that ends in $ is a whole word, one that begins with = the whole title */
} AtriumKindStems;

static const AtriumKindStems kind_stems[] = {
  /* English */
  { ATRIUM_KIND_BIO, 9, "about me$|about$|biograph|bio$|short bio$|introduction$|self introduction|who am i|hello$|welcome$|profile$|about us$|=presentation" },
  { ATRIUM_KIND_NEWS, 9, "news|recent update|latest update|updates$|whats new|what s new|whats happening|announcement|recent activit|timeline$|recent highlight|recent event|recents$" },
  { ATRIUM_KIND_TALKS, 9, "thesis talk|paper presentation|conference presentation|poster presentation|oral presentation" },
  { ATRIUM_KIND_LIST, 10, "recruit|hiring|open position|prospective student|join us|join my|join our|call for collaboration|attendance|conferences attended" },
  { ATRIUM_KIND_LIST, 9, "research interest|interests$|interest$" },
  { ATRIUM_KIND_LIST, 6, "research area|research topic|research direction|research field|research theme|research focus|hobbies|hobby|alumni$|mentee|advisee|supervis|mentor|students$|patent|openings$|group member|lab member|team member|members$|contact|get in touch|links$|useful link|acknowledg|collaborators$|visitor|gallery|miscellan|misc$|references$|referees$" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "publication|paper|preprint|manuscript|working paper|journal article|conference article|conference proceeding|articles$|proceedings$|book chapter|books$|book$|bibliograph|selected work|recent work|under review|in press|technical report|monograph|thesis$|theses$|dissertation|selected research|refereed|peer reviewed|first author|work in progress|works in progress|ongoing work|published work|current work" },
  { ATRIUM_KIND_TALKS, 8, "talk|presentation|seminar|keynote|invited lecture|invited speak|invited speech|speaking|speech|colloqui|tutorials$|lectures$|posters$" },
  { ATRIUM_KIND_TEACHING, 8, "teaching|courses|coursework taught|taught|teach$|lecturing|classes$|instructor$" },
  { ATRIUM_KIND_SERVICE, 8, "service|reviewer|reviewing|peer review$|review and|=reviews|journal review|judging|refereeing|program committee|academic activit|professional activit|organizing|organising|committee|editorial|membership|memberships|affiliation|volunteer|outreach|leadership|community|extracurricular|extra curricular|professional activities|student activit|academic duties|responsibilit|=activities|=other activities|learned societies|professional societies|=societies" },
  { ATRIUM_KIND_HONORS, 8, "honor|honour|award|prize|scholarship|fellowship|distinction|recognitions$|and recognition|recognition and|achievement|competition|certificat|accomplishment|medal|=licenses|=licences" },
  { ATRIUM_KIND_GRANTS, 8, "grant|funding|funded|fundings|=funds|=fund|research funds|sponsor" },
  { ATRIUM_KIND_EDUCATION, 8, "education|academic background|degree|academic qualification|qualification|schooling|academic training|educational" },
  { ATRIUM_KIND_PROJECTS, 7, "project|software|dataset|open source|opensource|portfolio|demos$|codes$|tools and software|resources$|artifact|research program|=products|popular product|=apps|=toolkits|=packages" },
  { ATRIUM_KIND_SKILLS, 8, "skill|programming language|programming$|languages$|=language|language skill|language proficien|foreign language|tech stack|expertise|proficienc|competenc|toolbox" },
  { ATRIUM_KIND_EXPERIENCE, 7, "internship|intern$|employment|appointment|work experience|work history|professional experience|working experience|industry experience|industrial experience|academic experience|academic position|positions$|professional position|=position|current position|research position|position held|career|visiting|professional background|research visit|work$|jobs$|=job|job experience|internships$|=consulting|statistical consulting|consultancy|academic appointments" },
  { ATRIUM_KIND_EXPERIENCE, 4, "experience|industry|professional$" },
  { ATRIUM_KIND_PLACES, 8, "travel|places$|places i|where i have been|cities" },
  /* German */
  { ATRIUM_KIND_BIO, 9, "uber mich|zur person|vorstellung|kurzbiograf|kurzbiograph" },
  { ATRIUM_KIND_NEWS, 9, "neuigkeit|aktuelles|nachrichten|meldungen" },
  { ATRIUM_KIND_LIST, 9, "forschungsinteress|forschungsgebiet|forschungsschwerpunkt|interessen$" },
  { ATRIUM_KIND_LIST, 6, "patente$|kontakt$|studierende$|betreute" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "veroffentlich|publikation|schriften|aufsatze|beitrage$|bucher$|artikel$|preprints$|monographie|sammelband|dissertation$" },
  { ATRIUM_KIND_TALKS, 8, "vortrag|vortrage|prasentation|referate$|konferenzbeitrag|tagung" },
  { ATRIUM_KIND_TEACHING, 8, "lehre$|lehrveranstaltung|lehrtatigkeit|lehrerfahrung|vorlesung" },
  { ATRIUM_KIND_SERVICE, 8, "gutacht|mitgliedschaft|gremien|ehrenamt|engagement$|akademische selbstverwaltung|amter$|herausgeber" },
  { ATRIUM_KIND_HONORS, 8, "auszeichnung|ehrung|preise$|stipendi" },
  { ATRIUM_KIND_GRANTS, 8, "drittmittel|forderung|gefordert" },
  { ATRIUM_KIND_EDUCATION, 8, "ausbildung|studium|bildungsweg|akademischer werdegang|schulbildung|bildung$" },
  { ATRIUM_KIND_PROJECTS, 7, "projekt|forschungsprojekt" },
  { ATRIUM_KIND_SKILLS, 8, "kenntnisse|sprachkenntnisse|edv kenntnisse|fahigkeit|sprachen$|fertigkeit|kompetenz" },
  { ATRIUM_KIND_EXPERIENCE, 7, "berufserfahrung|positionen$|anstellungen|forschungsaufenthalt|auslandsaufenthalt|werdegang|praktika|praktikum|berufstatigkeit|beruflich|anstellung|erfahrung|tatigkeit" },
  /* French */
  { ATRIUM_KIND_BIO, 9, "a propos|biographie|qui suis je|presentation personnelle|maitre de conferences|enseignant chercheur" },
  { ATRIUM_KIND_NEWS, 9, "actualite|nouvelles$|nouveautes" },
  { ATRIUM_KIND_LIST, 9, "themes de recherche|theme de recherche|interets de recherche|centres d interet|domaines de recherche|axes de recherche|interets$" },
  { ATRIUM_KIND_LIST, 6, "brevets$|encadrement|etudiants$|doctorants$|liens$" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "articles de|ouvrages|chapitres de livre|prepublication|travaux$|communications avec actes|actes de" },
  { ATRIUM_KIND_TALKS, 8, "exposes|communications$|conferences invitees|conferences$|seminaires|interventions$" },
  { ATRIUM_KIND_TEACHING, 8, "enseignement|cours$|charges de cours" },
  { ATRIUM_KIND_SERVICE, 8, "responsabilite|organisation de|organisation d|mediation scientifique|vulgarisation|relecteur|relectures|vie associative|benevol|animation de la recherche|comites" },
  { ATRIUM_KIND_HONORS, 8, "prix$|recompense|bourses|bourse$|distinctions" },
  { ATRIUM_KIND_GRANTS, 8, "financement|subvention" },
  { ATRIUM_KIND_EDUCATION, 8, "formation|etudes$|diplome|scolarite|parcours academique|cursus" },
  { ATRIUM_KIND_PROJECTS, 7, "projet|logiciel|developpement logiciel" },
  { ATRIUM_KIND_SKILLS, 8, "competence|langues$|=langages|=informatique" },
  { ATRIUM_KIND_EXPERIENCE, 7, "experiences professionnelle|experience professionnelle|stages$|stage$|parcours professionnel|emplois|postes$|parcours$" },
  /* Spanish */
  { ATRIUM_KIND_BIO, 9, "sobre mi$|acerca de|biografia|presentacion$|quien soy" },
  { ATRIUM_KIND_NEWS, 9, "noticias|novedades|actualidad" },
  { ATRIUM_KIND_LIST, 9, "intereses de investigacion|areas de interes|lineas de investigacion|areas de investigacion|intereses$|temas de investigacion" },
  { ATRIUM_KIND_LIST, 6, "patentes$|contacto$|estudiantes$|tesis dirigidas|enlaces$" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "publicacion|articulo|libros$|capitulos de libro|trabajos seleccionados|preimpres" },
  { ATRIUM_KIND_TALKS, 8, "charla|ponencia|conferencias$|seminarios|presentaciones|comunicaciones$" },
  { ATRIUM_KIND_TEACHING, 8, "docencia|ensenanza|cursos$|asignatura|experiencia docente" },
  { ATRIUM_KIND_SERVICE, 8, "servicio|revisor|comite|voluntariado|divulgacion|gestion academica" },
  { ATRIUM_KIND_HONORS, 8, "premio|logros|certificacion|becas|beca$|distincion|reconocimiento|honores|galardon" },
  { ATRIUM_KIND_GRANTS, 8, "financiacion|financiamiento|subvencion|proyectos financiados" },
  { ATRIUM_KIND_EDUCATION, 8, "educacion|formacion|estudios$|titulacion" },
  { ATRIUM_KIND_PROJECTS, 7, "proyecto" },
  { ATRIUM_KIND_SKILLS, 8, "habilidad|idiomas|idioma$|competencias|conocimiento|aptitudes" },
  { ATRIUM_KIND_EXPERIENCE, 7, "estancias|consultoria|cargos academicos|experiencia laboral|experiencia profesional|practicas$|empleo|trayectoria|pasantia|cargos$" },
  { ATRIUM_KIND_EXPERIENCE, 4, "experiencia" },
  /* Chinese (simplified and traditional), Japanese */
  { ATRIUM_KIND_BIO, 9, "关于我|關於我|个人简介|個人簡介|自我介绍|自我介紹|简介|簡介|個人介紹|个人介绍|自己紹介|プロフィール|略歴|私について|紹介" },
  { ATRIUM_KIND_NEWS, 9, "新闻|新聞|动态|動態|最新消息|近期动态|近况|近況|お知らせ|ニュース|新着|トピックス|最近の" },
  { ATRIUM_KIND_LIST, 10, "招生|招聘|招募|诚聘|课题组成员|團隊成員|团队成员|实验室成员|研究室メンバー" },
  { ATRIUM_KIND_PUBLICATIONS, 9, "査読付|査読あり|査読有|査読なし|査読無|査読済" },
  { ATRIUM_KIND_TEACHING, 9, "教育歴|教育経験|教育活動|非常勤" },
  { ATRIUM_KIND_LIST, 9, "研究兴趣|研究興趣|研究方向|感兴趣|研究テーマ|研究関心|興味|関心|専門$|専門分野" },
  { ATRIUM_KIND_LIST, 6, "研究领域|研究領域|研究分野|专利|專利|特許|联系|聯絡|連絡先|招生|学生$|访客|訪客|指导学生|友情链接|リンク|趣味" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "论文|論文|发表|發表論文|著作|出版|刊物|文章|学术成果|學術成果|科研成果|研究成果|代表作|代表性成果|業績|書籍|著書|解説|国際会議|国内会議|预印本" },
  { ATRIUM_KIND_TALKS, 8, "报告|報告|演讲|演講|讲座|講座|特邀|講演|学会発表|研究発表|口頭発表|招待|分享|学术会议|學術會議" },
  { ATRIUM_KIND_TEACHING, 8, "教学|教學|授课|授課|课程|課程|助教|担当授業|担当科目|教育活動|講義|授業" },
  { ATRIUM_KIND_SERVICE, 8, "学术服务|學術服務|服务|服務|审稿|審稿|兼职|兼職|学术活动|學術活動|社会活动|志愿|志願|学会活動|社会貢献|委員|査読|コミュニティ|社会活動|所属学会|社会实践|学生工作|任职情况" },
  { ATRIUM_KIND_HONORS, 8, "荣誉|榮譽|获奖|獲獎|奖励|獎勵|奖项|獎項|奖学金|獎學金|竞赛|競賽|受賞|表彰|奨学金|称号|フェローシップ|認定証|修了証|证书|證書" },
  { ATRIUM_KIND_GRANTS, 8, "基金|资助|資助|主持|助成|外部資金|競争的資金|科研費|研究費" },
  { ATRIUM_KIND_EDUCATION, 8, "教育|学历|學歷|学习经历|學習經歷|求学|学歴|学位|教育背景" },
  { ATRIUM_KIND_PROJECTS, 7, "项目|項目|專案|专案|开源|開源|软件|软体|プロジェクト|ソフトウェア|アプリ|程序|工具$|课题|課題|数据集|作品" },
  { ATRIUM_KIND_SKILLS, 8, "技能|语言$|語言$|外语|语言能力|語言能力|编程|專長|专长|スキル|資格|語学|言語" },
  { ATRIUM_KIND_EXPERIENCE, 7, "工作经历|工作經歷|工作经验|实习|實習|就业|职业|職業|职历|職歴|経歴|任职|任職|インターン|科研经历|研究经历|研究經歷|履历" },
  { ATRIUM_KIND_EXPERIENCE, 4, "经历|經歷|经验|經驗|経験|職務|工作" },
  { ATRIUM_KIND_PLACES, 8, "旅行|足迹|足跡|去过的地方" },
  /* Korean */
  { ATRIUM_KIND_BIO, 9, "소개" },
  { ATRIUM_KIND_NEWS, 9, "소식|뉴스" },
  { ATRIUM_KIND_LIST, 9, "관심 분야|연구 분야|관심분야|연구분야" },
  { ATRIUM_KIND_PUBLICATIONS, 8, "논문|출판|저서" },
  { ATRIUM_KIND_TALKS, 8, "발표$|강연" },
  { ATRIUM_KIND_TEACHING, 8, "강의|조교" },
  { ATRIUM_KIND_HONORS, 8, "수상|장학" },
  { ATRIUM_KIND_EDUCATION, 8, "학력|교육" },
  { ATRIUM_KIND_PROJECTS, 7, "프로젝트" },
  { ATRIUM_KIND_SKILLS, 8, "기술$|언어" },
  { ATRIUM_KIND_EXPERIENCE, 7, "경력|경험|인턴" },
};

/* a section that says both what somebody studied and where they worked is a way of life */
static const char *const work_stems[] = {
  "work", "employment", "professional", "career", "positions", "and experience", "experience and", "工作", "职", "beruf", "emploi", "trabajo", NULL
};

/**
 * atrium_section_kind_fold:
 * @title: text of a heading
 *
 * Folds a heading to its words: compatibility decomposition, lower case, no accents, and
 * one space for all that is not a letter or digit.
 *
 * Returns: (transfer full): the words
 */
char *
atrium_section_kind_fold (const char *title)
{
  g_autofree char *normal = g_utf8_normalize (title, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = normal != NULL ? normal : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < FIRST_WIDE)
        g_unichar_fully_decompose (c, FALSE, &c, 1);
      if (g_unichar_ismark (c) || c == 0x2019 || c == '\'')
        continue;
      if (c == '&')
        g_string_append (out, out->len > 0 && out->str[out->len - 1] != ' ' ? " and " : "and ");
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (out, g_unichar_tolower (c));
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }

  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

static gboolean
is_wide (const char *p)
{
  return g_utf8_get_char (p) >= FIRST_WIDE;
}

/* where @stem stands in @words, or NULL */
static const char *
find_stem (const char *words,
           const char *stem,
           gsize       length)
{
  gboolean whole = length > 0 && stem[length - 1] == '$';
  gboolean anywhere = is_wide (stem);

  if (length > 0 && *stem == '=')
    return strncmp (words, stem + 1, length - 1) == 0 && words[length - 1] == '\0' ? words : NULL;
  if (whole)
    length--;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (strncmp (p, stem, length) != 0)
        continue;
      if (!anywhere && p > words && p[-1] != ' ')
        continue;
      if (whole && p[length] != '\0' && (anywhere || p[length] != ' '))
        continue;
      return p;
    }

  return NULL;
}

static const char *
find_any_stem (const char *words,
               const char *stems)
{
  const char *first = NULL;

  for (const char *stem = stems; stem != NULL && *stem != '\0';)
    {
      const char *bar = strchr (stem, '|');
      gsize length = bar != NULL ? (gsize) (bar - stem) : strlen (stem);
      const char *found = find_stem (words, stem, length);

      if (found != NULL && (first == NULL || found < first))
        first = found;
      stem = bar != NULL ? bar + 1 : NULL;
    }

  return first;
}

static gboolean
names_work (const char *words)
{
  for (guint i = 0; work_stems[i] != NULL; i++)
    if (find_stem (words, work_stems[i], strlen (work_stems[i])) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
names_honors (const char *words)
{
  static const char *const stems[] = { "award", "honor", "honour", "prize", "scholarship", NULL };

  for (guint i = 0; stems[i] != NULL; i++)
    if (find_stem (words, stems[i], strlen (stems[i])) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * atrium_section_kind_from_title:
 * @title: text of a heading, in English, Chinese, German, French, Spanish, Japanese or Korean
 * @kind: (out): what a section under it holds
 *
 * Returns: FALSE where the title says nothing of it
 */
gboolean
atrium_section_kind_from_title (const char *title,
                                AtriumKind *kind)
{
  g_autofree char *words = atrium_section_kind_fold (title);
  const char *best_place = NULL;
  guint best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kind_stems); i++)
    {
      const AtriumKindStems *row = &kind_stems[i];
      const char *place;

      if (row->weight < best)
        continue;
      place = find_any_stem (words, row->stems);
      if (place == NULL || (row->weight == best && place >= best_place))
        continue;

      best = row->weight;
      best_place = place;
      *kind = row->kind;
    }

  if (best > 0 && *kind == ATRIUM_KIND_EDUCATION && names_work (words))
    *kind = ATRIUM_KIND_EXPERIENCE;
  /* "Grants and Awards": most of them are prizes */
  if (best > 0 && *kind == ATRIUM_KIND_GRANTS && names_honors (words))
    *kind = ATRIUM_KIND_HONORS;

  return best > 0;
}

//! Which kind of union a row or clause speaks of.

use super::types::Annex;

/// The kind of union (工会类别): exactly one for each union (guideline 二, rule R02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum Category {
    /// 国有（集体）企业工会
    Soe,
    /// 非公企业工会
    Private,
    /// 新业态企业工会
    Platform,
    /// 机关（事业）单位工会
    Public,
    /// 区域（行业）性工会
    Regional,
    /// 乡镇（街道、园区）工会: annex 2, for reference
    Township,
}

impl Category {
    /// All six, in the order of the guideline.
    pub const ALL: [Self; 6] = [Self::Soe, Self::Private, Self::Platform, Self::Public, Self::Regional, Self::Township];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Soe => "soe",
            Self::Private => "private",
            Self::Platform => "platform",
            Self::Public => "public",
            Self::Regional => "regional",
            Self::Township => "township",
        }
    }

    /// The guideline's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Soe => "国有（集体）企业工会",
            Self::Private => "非公企业工会",
            Self::Platform => "新业态企业工会",
            Self::Public => "机关（事业）单位工会",
            Self::Regional => "区域（行业）性工会",
            Self::Township => "乡镇（街道、园区）工会",
        }
    }

    /// The name without 工会, for narrow places.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Soe => "国有（集体）企业",
            Self::Private => "非公企业",
            Self::Platform => "新业态企业",
            Self::Public => "机关（事业）单位",
            Self::Regional => "区域（行业）性",
            Self::Township => "乡镇（街道、园区）",
        }
    }

    /// Finds the category with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.key() == key)
    }

    /// Annex 2 for townships, annex 1 for everyone else.
    pub const fn annex(self) -> Annex {
        match self {
            Self::Township => Annex::Two,
            _ => Annex::One,
        }
    }

    /// Whether it is asked how the union was formed.
    pub fn asks_form(self) -> bool {
        self != Self::Township
    }

    /// Whether it is asked what body it is of.
    pub fn asks_body(self) -> bool {
        self == Self::Public
    }
}

/// A set of categories, one bit each in the order of [`Category::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategorySet(pub(super) u8);

impl CategorySet {
    /// Whether the set holds this category.
    pub const fn contains(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }
}

/// How the union was formed (建会形式, reading A13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// 单独建立：基层工会委员会
    Single,
    /// 联合建立：基层联合工会委员会
    Joint,
    /// 基层工会联合会
    Federation,
}

impl Form {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Single, Self::Joint, Self::Federation];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Joint => "joint",
            Self::Federation => "federation",
        }
    }

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "单独建立",
            Self::Joint => "联合建立",
            Self::Federation => "基层工会联合会",
        }
    }

    /// Finds the form with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }
}

/// A set of forms, one bit each in the order of [`Form::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormSet(pub(super) u8);

impl FormSet {
    /// Whether the set holds this form.
    pub const fn contains(self, form: Form) -> bool {
        self.0 & (1 << form as u8) != 0
    }
}

/// 机关 or 事业单位, within 机关（事业）单位工会 (reading A14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// 机关
    Organ,
    /// 事业单位
    Institution,
}

impl Body {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Organ, Self::Institution];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Organ => "organ",
            Self::Institution => "institution",
        }
    }

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organ => "机关",
            Self::Institution => "事业单位",
        }
    }

    /// Finds the body with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|body| body.key() == key)
    }
}

/// The complete profile (单位信息) that scope depends on. Made by [`Profile::new`] alone, so an
/// incomplete one cannot be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    category: Category,
    form: Option<Form>,
    body: Option<Body>,
}

/// What a profile still lacks before a rating can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileGap {
    /// No category chosen.
    Category,
    /// No form chosen (all categories but 乡镇).
    Form,
    /// 机关 or 事业单位 not chosen (机关（事业）单位工会 alone).
    Body,
}

impl ProfileGap {
    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Category => "工会类别",
            Self::Form => "建会形式",
            Self::Body => "机关或事业单位",
        }
    }
}

impl Profile {
    /// Builds the profile, or says everything that is missing. A form or body that the category does
    /// not ask for is left out.
    pub fn new(category: Option<Category>, form: Option<Form>, body: Option<Body>) -> Result<Self, Vec<ProfileGap>> {
        let Some(category) = category else {
            return Err(vec![ProfileGap::Category]);
        };
        let (form_needed, body_needed) = (category.asks_form(), category.asks_body());
        let mut gaps = Vec::new();
        if form_needed && form.is_none() {
            gaps.push(ProfileGap::Form);
        }
        if body_needed && body.is_none() {
            gaps.push(ProfileGap::Body);
        }
        if gaps.is_empty() {
            Ok(Self { category, form: form.filter(|_| form_needed), body: body.filter(|_| body_needed) })
        } else {
            Err(gaps)
        }
    }

    /// The category.
    pub const fn category(self) -> Category {
        self.category
    }

    /// The form; none for 乡镇.
    pub const fn form(self) -> Option<Form> {
        self.form
    }

    /// 机关 or 事业单位; none for other categories.
    pub const fn body(self) -> Option<Body> {
        self.body
    }

    /// The annex of its category.
    pub const fn annex(self) -> Annex {
        self.category.annex()
    }
}

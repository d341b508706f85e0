//! `#[component]`: how a part is drawn.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Error, Expr, ExprCall, FnArg, ItemFn, Result, Type, Visibility, parse_quote};

/// The function as the drawing of the struct that it is given.
pub fn component(mut function: ItemFn) -> Result<TokenStream> {
    let plain = function.sig.generics.params.is_empty() && function.sig.asyncness.is_none();
    if !plain || !matches!(function.vis, Visibility::Inherited) {
        return Err(Error::new_spanned(&function.sig, "a component is a plain function: others see its struct alone"));
    }
    let [FnArg::Typed(given)] = function.sig.inputs.iter().collect::<Vec<_>>()[..] else {
        return Err(Error::new_spanned(&function.sig, "a component is given one struct: its properties"));
    };
    let Type::Reference(given_type) = &*given.ty else {
        return Err(Error::new_spanned(&given.ty, "a component is given a reference to its properties"));
    };
    let (pattern, part) = (&given.pat, &given_type.elem);
    let name = quote!(#part).to_string();
    let context = context();
    let mut hooks = Hooks::default();
    hooks.visit_block_mut(&mut function.block);
    if let Some(all) = hooks.errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    }) {
        return Err(all);
    }
    let (attributes, block, output) = (&function.attrs, &function.block, &function.sig.output);
    Ok(quote! {
        impl crate::app::part::Part for #part {
            fn name(&self) -> &'static str {
                #name
            }

            fn is_same(&self, other: &dyn ::core::any::Any) -> bool {
                other.downcast_ref::<Self>() == ::core::option::Option::Some(self)
            }

            #(#attributes)*
            fn draw(&self, #context: &mut ::yew::functional::HookContext) #output {
                let #pattern = self;
                #block
            }
        }
    })
}

/// What hooks are told, by a name that cannot meet those of the function.
fn context() -> Ident {
    Ident::new("context", Span::mixed_site())
}

/// `use_…(…)` is told in which component it is used.
#[derive(Default)]
struct Hooks {
    /// In how many conditions, loops and closures it stands.
    within: usize,
    errors: Vec<Error>,
}

impl VisitMut for Hooks {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let is_perhaps = matches!(
            expr,
            Expr::If(_)
                | Expr::Match(_)
                | Expr::ForLoop(_)
                | Expr::While(_)
                | Expr::Loop(_)
                | Expr::Closure(_)
                | Expr::Async(_)
                | Expr::Binary(_)
        );
        self.within += usize::from(is_perhaps);
        syn::visit_mut::visit_expr_mut(self, expr);
        self.within -= usize::from(is_perhaps);
        if let Expr::Call(ExprCall { func, .. }) = expr
            && let Expr::Path(path) = &**func
            && path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with("use_"))
        {
            // Which drawing of it this is, is told by its turn.
            if self.within > 0 {
                self.errors.push(Error::new_spanned(&expr, "a hook is called at every drawing, and not in a closure"));
            }
            let context = context();
            *expr = parse_quote!(::yew::functional::Hook::run(#expr, #context));
        }
    }
}
